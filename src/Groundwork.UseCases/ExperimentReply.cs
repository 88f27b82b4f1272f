using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>An experiment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Collection">The collection.</param>
/// <param name="A">What was in use when it began.</param>
/// <param name="B">What is tried.</param>
/// <param name="Share">Share that gets B.</param>
/// <param name="Metric">What decides.</param>
/// <param name="Started">When it began.</param>
public sealed record ExperimentReply(string Name, string Collection, string A, string B, double Share, string Metric, DateTimeOffset Started)
{
    /// <summary>When it ended; absent while it runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Stopped { get; init; }

    /// <summary>What has been in use since, <c>a</c> or <c>b</c>; absent while it runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kept { get; init; }

    /// <summary>Where it stands; absent in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExperimentResult? Result { get; init; }
}

/// <summary>Where an experiment stands. It may be looked at at any time: the chance of ever finding a difference where there is none stays below one in twenty.</summary>
/// <param name="Verdict"><c>undecided</c>, <c>aIsBetter</c> or <c>bIsBetter</c>; what was decided first stays.</param>
/// <param name="ObservedA">Conversations and single questions of A that have a value, each counted once.</param>
/// <param name="ObservedB">The same of B.</param>
/// <param name="Pairs">Pairs that were compared.</param>
public sealed record ExperimentResult(string Verdict, int ObservedA, int ObservedB, int Pairs)
{
    /// <summary>Mean of A; absent for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MeanA { get; init; }

    /// <summary>Mean of B; absent for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MeanB { get; init; }

    /// <summary>Mean of B less mean of A over the pairs; absent before the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Difference { get; init; }

    /// <summary>Lower end of its interval, which holds at all times at once; absent before the first pair.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Low { get; init; }

    /// <summary>Upper end; absent before the first pair.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? High { get; init; }

    /// <summary>Pairs after which it was decided; absent while it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DecidedAt { get; init; }
}

/// <summary>Experiments, the latest first.</summary>
/// <param name="Experiments">They.</param>
public sealed record ExperimentsReply(IReadOnlyList<ExperimentReply> Experiments);
