using System.Globalization;
using System.Text.Json.Serialization;

namespace Groundwork.UseCases.Experimenting;

/// <summary>What an arm of an experiment changes; null leaves a setting as the collection has it.</summary>
/// <param name="Steps">Steps between question and passages.</param>
/// <param name="WrongCost">Cost of a wrong answer relative to a missing one.</param>
/// <param name="Mode"><c>hybrid</c>, <c>text</c> or <c>vector</c>.</param>
internal sealed record ArmSettings(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Steps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? WrongCost,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Mode)
{
    private const string Possible = "Write settings like \"steps=spelling,feedback,wrong-cost=1,mode=text\"";

    /// <summary>Nothing changed.</summary>
    public static ArmSettings Unchanged { get; } = new(null, null, null);

    /// <summary>Reads settings as people write them: <c>name=value</c>, divided by commas; a part without a name goes on with the one before.</summary>
    /// <exception cref="InvalidRequestException">They cannot be used.</exception>
    public static ArmSettings Read(string text)
    {
        var values = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? last = null;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 0)
            {
                (last ?? throw new InvalidRequestException($"\"{part}\" names no setting. {Possible}.")).Add(part);
                continue;
            }

            last = [part[(at + 1)..].Trim()];
            if (!values.TryAdd(part[..at].Trim(), last)) throw new InvalidRequestException($"The setting \"{part[..at].Trim()}\" stands twice. {Possible}.");
        }

        if (values.Count == 0) throw new InvalidRequestException($"Arm B changes nothing. {Possible}.");
        var settings = Unchanged;
        foreach (var (name, given) in values)
            settings = name switch
            {
                "steps" => settings with { Steps = given },
                "wrong-cost" => settings with { WrongCost = CostOf(string.Join(',', given)) },
                "mode" => settings with { Mode = string.Join(',', given) },
                _ => throw new InvalidRequestException($"An experiment cannot change \"{name}\"; it changes steps, wrong-cost and mode. {Possible}."),
            };
        StepNames.Read(settings.Steps);
        if (settings.Mode is { } mode) QuestionText.Read("?", mode, filters: null);
        return settings;
    }

    /// <summary>These settings with others in front of them.</summary>
    public ArmSettings With(ArmSettings others) => new(others.Steps ?? Steps, others.WrongCost ?? WrongCost, others.Mode ?? Mode);

    /// <summary>A request in which these settings hold.</summary>
    public AskRequest Apply(AskRequest request) => request with { Steps = Steps ?? request.Steps, WrongCost = WrongCost ?? request.WrongCost, Mode = Mode ?? request.Mode };

    public override string ToString()
    {
        var parts = new List<string>();
        if (Steps is { } steps) parts.Add($"steps={string.Join(',', steps)}");
        if (WrongCost is { } cost) parts.Add(string.Create(CultureInfo.InvariantCulture, $"wrong-cost={cost}"));
        if (Mode is { } mode) parts.Add($"mode={mode}");
        return parts.Count == 0 ? "as it was" : string.Join(", ", parts);
    }

    private static double CostOf(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cost) && cost is >= 0 and <= 1000
            ? cost
            : throw new InvalidRequestException($"The wrong-cost is \"{text}\"; it is a number in 0..1000.");
}
