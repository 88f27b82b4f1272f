using System.Globalization;
using System.Text.Json;
using Groundwork.Evals.Scoring.Answers;
using Groundwork.Evals.Scoring.Overlap;
using Groundwork.Evals.Scoring.Structure;
using Groundwork.Language;

namespace Groundwork.Evals.Scoring.Checks;

/// <summary>The kinds of checks by name.</summary>
internal static class CheckKinds
{
    private const double UsualRouge = 0.75;
    private const double UsualBleu = 0.5;
    private const double UsualEdits = 5;
    private const int LongestEdited = 20_000;

    private delegate CheckResult Kind(SampleCheck check, Sample sample, Observation observed, CancellationToken cancellationToken);

    private static readonly Dictionary<string, Kind> Kinds = new(StringComparer.Ordinal)
    {
        ["equals"] = (check, _, observed, _) => EqualsText(check, observed.Text),
        ["iequals"] = (check, _, observed, _) => new CheckResult.Checked(Folded(observed.Text.Trim()).Equals(Folded(check.Value.Trim()), StringComparison.Ordinal)),
        ["contains"] = (check, _, observed, _) => new CheckResult.Checked(observed.Text.Contains(check.Value, StringComparison.Ordinal)),
        ["icontains"] = (check, _, observed, _) => new CheckResult.Checked(Folded(observed.Text).Contains(Folded(check.Value), StringComparison.Ordinal)),
        ["contains-all"] = (check, _, observed, _) => ContainsAll(observed.Text, Texts(check.Value)),
        ["contains-any"] = (check, _, observed, _) => new CheckResult.Checked(Texts(check.Value).Any(text => observed.Text.Contains(text, StringComparison.Ordinal))),
        ["icontains-all"] = (check, _, observed, _) => ContainsAll(Folded(observed.Text), [.. Texts(check.Value).Select(Folded)]),
        ["icontains-any"] = (check, _, observed, _) => new CheckResult.Checked(Texts(check.Value).Any(text => Folded(observed.Text).Contains(Folded(text), StringComparison.Ordinal))),
        ["starts-with"] = (check, _, observed, _) => new CheckResult.Checked(observed.Text.StartsWith(check.Value, StringComparison.Ordinal)),
        ["ends-with"] = (check, _, observed, _) => new CheckResult.Checked(observed.Text.EndsWith(check.Value, StringComparison.Ordinal)),
        ["regex"] = (check, _, observed, _) => Matches(check, observed.Text),
        ["is-json"] = (check, _, observed, cancellationToken) => IsJson(check, [observed.Text], cancellationToken),
        ["contains-json"] = (check, _, observed, cancellationToken) => IsJson(check, JsonWithin.Find(observed.Text), cancellationToken),
        ["json-schema"] = (check, _, observed, cancellationToken) => IsJson(check, [JsonText.WithoutFence(observed.Text)], cancellationToken),
        ["numeric"] = Numeric,
        ["min-length"] = (check, _, observed, _) => Compared(check, Characters(observed.Text), (value, bound) => value >= bound),
        ["max-length"] = (check, _, observed, _) => Compared(check, Characters(observed.Text), (value, bound) => value <= bound),
        ["language"] = (check, _, observed, _) => IsIn(check, observed.Text),
        ["latency"] = (check, _, observed, _) => Measured(check, observed.Cost.LatencyMs, "The latency was not measured."),
        ["cost"] = (check, _, observed, _) => Measured(check, (double?)observed.Cost.Dollars, "The cost is not known."),
        ["rouge-1"] = (check, _, observed, _) => AtLeast(check, Rouge.OfNGrams(observed.Text, check.Value, 1).F1, UsualRouge),
        ["rouge-2"] = (check, _, observed, _) => AtLeast(check, Rouge.OfNGrams(observed.Text, check.Value, 2).F1, UsualRouge),
        ["rouge-n"] = (check, _, observed, _) => AtLeast(check, Rouge.OfNGrams(observed.Text, check.Value, 1).F1, UsualRouge),
        ["rouge-l"] = (check, _, observed, cancellationToken) => Rouge.SentenceLevel(observed.Text, check.Value, cancellationToken) is { } overlap ? AtLeast(check, overlap.F1, UsualRouge) : new CheckResult.Failed("The texts are too long to compare."),
        ["bleu"] = (check, _, observed, _) => AtLeast(check, TextOverlap.Bleu(observed.Text, [check.Value]), UsualBleu),
        ["chrf"] = (check, _, observed, _) => AtLeast(check, TextOverlap.ChrF(observed.Text, [check.Value]), UsualBleu),
        ["levenshtein"] = (check, _, observed, _) => IsNear(check, observed.Text),
    };

    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Keys.Order(StringComparer.Ordinal)];

    public static CheckResult Run(SampleCheck check, Sample sample, Observation observed, CancellationToken cancellationToken) =>
        Kinds.TryGetValue(check.Kind, out var kind)
            ? kind(check, sample, observed, cancellationToken)
            : new CheckResult.Failed($"There is no check \"{check.Kind}\". {Nearest.Sentence(check.Kind, Names)}");

    private static string Folded(string text) => AnswerText.Folded(text);

    /// <summary>A value of several texts: a JSON array, else lines, else what stands between commas.</summary>
    private static IReadOnlyList<string> Texts(string value)
    {
        if (value.TrimStart().StartsWith('[') && JsonText.TryParse(value, out var array, out _) && array.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Number))
            return [.. array.EnumerateArray().Select(item => item.ToString())];
        return value.Split(value.Contains('\n', StringComparison.Ordinal) ? '\n' : ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    // An expected object or array is compared as JSON.
    private static CheckResult EqualsText(SampleCheck check, string text)
    {
        if (text.Equals(check.Value, StringComparison.Ordinal))
            return new CheckResult.Checked(true);
        if (check.Value.TrimStart() is not ['{' or '[', ..] || !JsonText.TryParse(check.Value, out var expected, out _) || !JsonText.TryParse(text, out var given, out _))
            return new CheckResult.Checked(false);
        var difference = JsonDifference.First(given, expected, IgnoredPaths.None);
        return new CheckResult.Checked(difference is null, difference ?? "");
    }

    private static CheckResult ContainsAll(string text, IReadOnlyList<string> wanted)
    {
        var missing = wanted.FirstOrDefault(part => !text.Contains(part, StringComparison.Ordinal));
        return new CheckResult.Checked(missing is null, missing is null ? "" : $"\"{missing}\" is missing");
    }

    private static CheckResult Matches(SampleCheck check, string text)
    {
        var (pattern, problem) = SafePattern.Read(check.Value);
        return pattern is null ? new CheckResult.Failed(problem) : CheckResult.Of(pattern.IsIn(text), $"The pattern \"{check.Value}\" took longer than a second.");
    }

    private static CheckResult IsJson(SampleCheck check, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (check.Value.Length == 0)
            return new CheckResult.Checked(texts.Any(text => JsonText.TryParse(text, out _, out _)));
        try
        {
            var schema = JsonSchema.Parse(check.Value);
            var problems = texts.Select(text => schema.Check(text, cancellationToken)).ToList();
            return new CheckResult.Checked(problems.Contains(null), problems.Contains(null) ? "" : problems.FirstOrDefault()?.ToString() ?? "there is no JSON");
        }
        catch (JsonSchemaException problem)
        {
            return new CheckResult.Failed(problem.Message);
        }
    }

    private static CheckResult Numeric(SampleCheck check, Sample sample, Observation observed, CancellationToken cancellationToken)
    {
        var language = SampleLanguage.Of(sample);
        if (NumberReader.Find(check.Value, language) is not [var expected, ..])
            return new CheckResult.Failed($"The value \"{check.Value}\" of the check \"numeric\" holds no number.");
        return NumberReader.Find(observed.Text, language) is [.., var given]
            ? new CheckResult.Checked(NumericScorer.AreEqual(given, expected, check.Threshold ?? 0, 0))
            : new CheckResult.Checked(false, "there is no number");
    }

    private static int Characters(string text) => text.EnumerateRunes().Count();

    private static CheckResult Compared(SampleCheck check, double value, Func<double, double, bool> holds) =>
        Bound(check) is { } bound
            ? new CheckResult.Checked(holds(value, bound), value.ToString(CultureInfo.InvariantCulture))
            : new CheckResult.Failed($"The check \"{check.Kind}\" has the bound \"{check.Value}\", which is no number.");

    private static CheckResult Measured(SampleCheck check, double? value, string unknown) =>
        value is { } known ? Compared(check, known, (measured, bound) => measured <= bound) : new CheckResult.Failed(unknown);

    private static double? Bound(SampleCheck check) =>
        check.Threshold ?? (double.TryParse(check.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) && double.IsFinite(bound) ? bound : null);

    private static CheckResult IsIn(SampleCheck check, string text)
    {
        var wanted = LanguageCode.FromTag(check.Value);
        var guess = LanguageDetector.Detect(text);
        return new CheckResult.Checked(guess.Language == wanted, $"looks like {guess.Language}");
    }

    private static CheckResult AtLeast(SampleCheck check, double value, double usual) =>
        new CheckResult.Checked(value >= (check.Threshold ?? usual), value.ToString("0.####", CultureInfo.InvariantCulture));

    private static CheckResult IsNear(SampleCheck check, string text)
    {
        if (text.Length > LongestEdited || check.Value.Length > LongestEdited)
            return new CheckResult.Failed($"The texts are longer than {LongestEdited} characters, too long for an edit distance.");
        var distance = EditDistance.Between(text, check.Value);
        return new CheckResult.Checked(distance <= (check.Threshold ?? UsualEdits), distance.ToString(CultureInfo.InvariantCulture));
    }
}
