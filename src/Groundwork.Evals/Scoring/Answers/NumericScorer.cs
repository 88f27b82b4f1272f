using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Evals.Scoring.Answers;

/// <summary>Whether the number an answer ends with is an accepted one.</summary>
internal sealed class NumericScorer : IScorer
{
    // 0.1 + 0.2 is 0.3 to people.
    private const double Rounding = 1e-9;

    private readonly double _absolute;
    private readonly double _relative;

    private NumericScorer(double absolute, double relative)
    {
        _absolute = absolute;
        _relative = relative;
        var bounds = (absolute > 0 ? string.Create(CultureInfo.InvariantCulture, $"/±{absolute}") : "") + (relative > 0 ? string.Create(CultureInfo.InvariantCulture, $"/±{relative * 100}%") : "");
        Metrics = [new Metric("numeric_match" + bounds, "Whether the last number of the answer is an accepted one within the tolerance.") { IsRate = true, OfFailedItem = 0 }];
        Fingerprint = ScorerFingerprint.Of(Name, 1, Metrics[0].Name);
    }

    public static ScorerMaker Maker { get; } = new(
        new ScorerInfo(
            "numeric",
            "Whether the last number of the answer equals an accepted one; units are not looked at, and 12 % is 12 and 0.12.",
            "numeric[:tolerance=NUMBER|PERCENT%][,relative=SHARE], like numeric:tolerance=0.01 or numeric:tolerance=1%",
            "accepted answers that hold a number"),
        spec =>
        {
            spec.Allow(["tolerance", "relative"], []);
            var tolerance = spec.Settings.GetValueOrDefault("tolerance", "0");
            var relative = Number(spec, "relative", spec.Settings.GetValueOrDefault("relative", "0"));
            return tolerance.EndsWith('%')
                ? new NumericScorer(0, Math.Max(relative, Number(spec, "tolerance", tolerance[..^1].Trim()) / 100))
                : new NumericScorer(Number(spec, "tolerance", tolerance), relative);
        });

    public string Name => "numeric";

    public string Fingerprint { get; }

    public IReadOnlyList<Metric> Metrics { get; }

    public ValueTask<ScoredObservation> ScoreAsync(Sample sample, Observation observation, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AcceptedAnswers.WithoutComparing(Metrics, sample, observation, sample.Expected.Answers) ?? new([Compare(sample, observation)]));

    /// <summary>Whether a number is meant by the expected one.</summary>
    internal static bool AreEqual(ReadNumber given, ReadNumber expected, double absolute, double relative)
    {
        foreach (var wanted in expected.Values)
        {
            foreach (var value in given.Values)
            {
                var scaled = given.IsPercent == expected.IsPercent ? value : given.IsPercent ? value / 100 : value * 100;
                if (IsNear(value, wanted, absolute, relative) || IsNear(scaled, wanted, absolute, relative))
                    return true;
            }
        }

        return false;
    }

    private static bool IsNear(double value, double wanted, double absolute, double relative) =>
        Math.Abs(value - wanted) <= Math.Max(Math.Max(absolute, relative * Math.Abs(wanted)), Rounding * Math.Abs(wanted)) * (1 + Rounding);

    private static double Number(ScorerSpec spec, string name, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0 ? number
        : throw new ScorerSpecException($"The {name} \"{text}\" in \"{spec.Text}\" is no number from 0, like 0.01 or 1%.");

    private Score Compare(Sample sample, Observation observation)
    {
        var language = SampleLanguage.Of(sample);
        var expected = sample.Expected.Answers!.Select(answer => NumberReader.Find(answer, language)).Where(numbers => numbers.Count > 0).Select(numbers => numbers[0]).ToList();
        if (expected.Count == 0)
            return new Score.NotApplicable("No accepted answer holds a number.");
        if (NumberReader.Find(observation.Text, language) is not [.., var given])
            return new Score.Value(0, "The answer holds no number.");
        var isEqual = expected.Any(number => AreEqual(given, number, _absolute, _relative));
        return new Score.Value(isEqual ? 1 : 0, string.Create(CultureInfo.InvariantCulture, $"Read as {given.Values[0]}{(given.IsPercent ? " %" : "")}."));
    }
}
