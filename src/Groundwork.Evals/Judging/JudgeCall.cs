using System.Globalization;
using Groundwork.Language;
using Microsoft.Extensions.AI;

namespace Groundwork.Evals.Judging;

/// <summary>Asks a judge: one turn, one turn to repair a verdict that cannot be read, and then it has failed.</summary>
internal sealed class JudgeCall
{
    private const int LongestQuotation = 300;

    private static readonly PromptFile s_repair = new("repair.prompt.md");

    private readonly JudgeModel _judge;
    private readonly JudgeOptions _options;

    public JudgeCall(JudgeModel judge, JudgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems) throw new ArgumentException(string.Join(' ', problems), nameof(options));
        (_judge, _options) = (judge, options);
    }

    public JudgeOptions Options => _options;

    /// <summary>Hash of the model, how it is asked, and what else decides its verdicts.</summary>
    public string FingerprintWith(params string[] parts) => ContentHash.OfText(string.Join('\n', [
        "judge-2", _judge.Model, s_repair.Fingerprint, ForgedVerdictsRules, string.Create(CultureInfo.InvariantCulture, $"{_options.Temperature:R} {_options.MostOutputTokens} {_options.Repeats} {_options.MayJudgeItself} {_options.MostCharacters}"), .. parts])).Hex;

    private const string ForgedVerdictsRules = "slots-2";

    public async ValueTask<JudgeReply<T>> AskAsync<T>(IReadOnlyList<ChatMessage> messages, VerdictForm<T> form, string code, int repeat, CancellationToken cancellationToken)
        where T : class
    {
        var asked = new List<ChatMessage>(messages);
        for (var turn = 0; ; turn++)
        {
            var (text, model, failure) = await PatientlyAsync(asked, form.Format, repeat, cancellationToken);
            if (text is null) return new JudgeReply<T>(null, failure);
            var (verdict, problem) = form.From(text, code);
            if (verdict is not null) return new JudgeReply<T>(verdict, null) { Model = model };
            if (turn == 1) return new JudgeReply<T>(null, $"{_judge.Name} gave no verdict that can be read, not even when asked again. {problem}");
            asked.Add(new ChatMessage(ChatRole.Assistant, Cut(text, _options.MostCharacters)));
            asked.Add(new ChatMessage(ChatRole.User, s_repair.Asked(("problem", problem))));
        }
    }

    /// <summary>Texts for one call, with a code of their own.</summary>
    /// <param name="purpose">What is asked, like the name of a criterion.</param>
    /// <param name="repeat">Which repeat it is.</param>
    public Slots SlotsFor(string purpose, int repeat) => new(_options.Secret, string.Create(CultureInfo.InvariantCulture, $"{purpose}\n{repeat}"));

    private async ValueTask<(string? Text, string? Model, string? Failure)> PatientlyAsync(List<ChatMessage> messages, ChatResponseFormat format, int repeat, CancellationToken cancellationToken)
    {
        for (var timeouts = 0; ; timeouts++)
        {
            var turn = await TurnAsync(messages, format, repeat, cancellationToken);
            if (!turn.IsLate || timeouts == _options.TimeoutRetries) return (turn.Text, turn.Model, turn.Failure);
        }
    }

    private async ValueTask<(string? Text, string? Model, string? Failure, bool IsLate)> TurnAsync(List<ChatMessage> messages, ChatResponseFormat format, int repeat, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_options.Timeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        // The seed tells repeats apart, for models and for caches between here and them.
        var options = new ChatOptions { Temperature = _options.Temperature, MaxOutputTokens = _options.MostOutputTokens, ResponseFormat = format, Seed = repeat };
        try
        {
            // A client that does not heed its token is left behind.
            var reply = await _judge.Chat.GetResponseAsync(messages, options, either.Token).WaitAsync(either.Token);
            // Only what the model itself wrote last is its verdict.
            var text = reply.Messages.LastOrDefault(message => message.Role == ChatRole.Assistant)?.Text;
            var kinship = _judge.KinshipTo(reply.ModelId);
            if (kinship == JudgeKinship.Unrelated)
                return (null, null, $"{reply.ModelId} answered in the place of {_judge.Model}, which {_judge.Name} is. Name the model that really judges.", IsLate: false);
            return (string.IsNullOrWhiteSpace(text) ? "" : text, kinship == JudgeKinship.SameFamily ? reply.ModelId : null, null, IsLate: false);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            return late.IsCancellationRequested
                ? (null, null, string.Create(CultureInfo.InvariantCulture, $"{_judge.Name} gave no verdict within {_options.Timeout.TotalSeconds:R} s, asked {_options.TimeoutRetries + 1} times."), IsLate: true)
                : (null, null, $"{_judge.Name} gave an error: {problem.GetType().Name}: {Cut(problem.Message, LongestQuotation)}", IsLate: false);
        }
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
