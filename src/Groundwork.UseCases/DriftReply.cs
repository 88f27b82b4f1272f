using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>What changed in production.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Verdict"><c>drifted</c>, <c>steady</c>, or <c>tooFew</c> where there are too few answers to say anything.</param>
/// <param name="Current">The days that were looked at.</param>
/// <param name="Reference">The days they were compared with.</param>
/// <param name="Features">One for each feature, by name, the questions themselves last as <c>inputs</c>.</param>
/// <param name="NewQuestions">At most ten questions that are most typical of the current days and not of the reference, most typical first.</param>
/// <param name="Notices">Things a reader must know.</param>
public sealed record DriftReply(
    string Collection, string Verdict, DriftDaysReply Current, DriftDaysReply Reference, IReadOnlyList<DriftFeatureReply> Features, IReadOnlyList<NewQuestionReply> NewQuestions, IReadOnlyList<string> Notices)
{
    /// <summary>What a program that asks should exit with: 3 for drifted, 4 for too few, 0 otherwise.</summary>
    [JsonIgnore]
    public int ExitCode => Verdict switch
    {
        "drifted" => 3,
        "tooFew" => 4,
        _ => 0,
    };
}

/// <summary>Some days.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="Answers">Answers of these days.</param>
/// <param name="AbstentionRate">Share of them that were no answer, 0..1; null for none.</param>
/// <param name="MeanConfidence">Mean of their confidence, 0..1; null where none has one.</param>
public sealed record DriftDaysReply(DateOnly From, DateOnly To, long Answers, double? AbstentionRate, double? MeanConfidence);

/// <summary>One feature.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Verdict"><c>drifted</c>, <c>steady</c> or <c>tooFew</c>.</param>
/// <param name="Distances">How far the days are apart.</param>
/// <param name="Chance">How likely days this far apart are when nothing changed, 0..1.</param>
/// <param name="Corrected">The same after Holm's correction over all features.</param>
/// <param name="Change">What changed, for people; empty with too few answers.</param>
public sealed record DriftFeatureReply(string Name, string Verdict, IReadOnlyList<DriftDistanceReply> Distances, double Chance, double Corrected, string Change);

/// <summary>One distance.</summary>
/// <param name="Measure">By what it is measured.</param>
/// <param name="Value">How far.</param>
/// <param name="Threshold">How far the reference's own days are apart: mean and three standard deviations.</param>
public sealed record DriftDistanceReply(string Measure, double Value, double Threshold);

/// <summary>A typical new question.</summary>
/// <param name="Answer">Names its answer.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Newness">How sure it is that it belongs to the current days, above 0.5 up to 1.</param>
public sealed record NewQuestionReply(string Answer, string Question, double Newness);
