using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>An alarm, as a webhook receives it: no word of a document, and of questions only what was allowed.</summary>
/// <param name="Alarm"><c>drift</c>, <c>abstention</c> or <c>confidence</c>.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Message">What happened, in one sentence.</param>
/// <param name="At">When it was found.</param>
/// <param name="From">First day that was looked at.</param>
/// <param name="To">Last day that was looked at.</param>
public sealed record AlarmReply(string Alarm, string Collection, string Message, DateTimeOffset At, DateOnly From, DateOnly To)
{
    /// <summary>What was measured; absent for drift.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Value { get; init; }

    /// <summary>The bound it is beyond; absent for drift.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Bound { get; init; }

    /// <summary>What drifted; absent for other alarms.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AlarmFeatureReply>? Features { get; init; }

    /// <summary>Typical new questions; absent unless the setting <c>includeQuestions</c> allows it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? NewQuestions { get; init; }
}

/// <summary>A feature that drifted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Change">What changed, for people.</param>
/// <param name="Chance">How likely that is when nothing changed, corrected over all features.</param>
public sealed record AlarmFeatureReply(string Name, string Change, double Chance);
