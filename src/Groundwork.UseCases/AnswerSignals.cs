using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>What is kept of an answer besides what was said: numbers and names only, no word of a document.</summary>
public sealed record AnswerSignals
{
    /// <summary>Score of the best passage; null where none was found.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BestScore { get; init; }

    /// <summary>Mean score of the passages that the answer was made from; null where none was found.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MeanScore { get; init; }

    /// <summary>Name of the experiment that the question took part in; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Experiment { get; init; }

    /// <summary>Its arm, <c>a</c> or <c>b</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Arm { get; init; }
}
