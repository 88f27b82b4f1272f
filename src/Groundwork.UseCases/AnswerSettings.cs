using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>What an installation wants of answers. Settings <c>answers.unsupported</c>, <c>answers.wrongCost</c>, <c>answers.judge</c>, <c>answers.form</c>, and the same below <c>answers.collections.NAME</c>.</summary>
/// <param name="Options">What is wanted.</param>
/// <param name="Judges">Whether the model is also asked if each sentence follows from what it cites.</param>
public sealed record AnswerSettings(AnswerOptions Options, bool Judges = false)
{
    /// <summary>Settings of single collections, which take the place of these.</summary>
    public IReadOnlyDictionary<string, AnswerSettings> Collections { get; init; } = new Dictionary<string, AnswerSettings>(StringComparer.Ordinal);

    /// <summary>What holds for one request.</summary>
    /// <exception cref="InvalidRequestException">The request names something unknown.</exception>
    public AnswerSettings For(AskRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (options, judges) = Collections.TryGetValue(request.Collection, out var own) ? (own.Options, own.Judges) : (Options, Judges);
        if (request.Unsupported is { } policy) options = options with { Unsupported = PolicyOf(policy) ?? throw new InvalidRequestException($"The policy \"{policy}\" for unsupported sentences is unknown. Choose remove or mark.") };
        if (request.WrongCost is { } cost) options = options with { WrongCost = cost };
        var problems = options.Validate();
        return problems.Count == 0 ? new AnswerSettings(options, request.Judge ?? judges) : throw new InvalidRequestException(string.Join(" ", problems));
    }

    /// <summary>All problems with these values; empty when there are none.</summary>
    public IReadOnlyList<string> Validate() => [.. Options.Validate().Select(p => "The setting answers: " + p), .. Collections.SelectMany(c => c.Value.Options.Validate().Select(p => $"The setting answers.collections.{c.Key}: {p}"))];

    internal static AnswerSettings Read(AnswersSection? section)
    {
        var whole = Read(section, new AnswerSettings(new AnswerOptions()), "answers");
        return section?.Collections is { } collections
            ? whole with { Collections = collections.ToDictionary(c => c.Key, c => Read(c.Value, whole, $"answers.collections.{c.Key}"), StringComparer.Ordinal) }
            : whole;
    }

    private static AnswerSettings Read(AnswersSection? section, AnswerSettings fallback, string name) => new(
        new AnswerOptions
        {
            Unsupported = section?.Unsupported is { } policy ? PolicyOf(policy) ?? throw new SettingsException($"The setting {name}.unsupported is \"{policy}\"; it must be \"remove\" or \"mark\".") : fallback.Options.Unsupported,
            WrongCost = section?.WrongCost ?? fallback.Options.WrongCost,
            Form = section?.Form switch
            {
                null => fallback.Options.Form,
                "text" => DraftForm.Text,
                "json" => DraftForm.Json,
                var other => throw new SettingsException($"The setting {name}.form is \"{other}\"; it must be \"text\" or \"json\"."),
            },
        },
        section?.Judge ?? fallback.Judges);

    private static UnsupportedPolicy? PolicyOf(string policy) => policy switch
    {
        "remove" => UnsupportedPolicy.Remove,
        "mark" => UnsupportedPolicy.Mark,
        _ => null,
    };
}
