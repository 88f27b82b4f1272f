using System.Globalization;

namespace Groundwork.Evals.Reporting;

/// <summary>One sample whole: what was asked, what is known, what came, and what was found.</summary>
internal sealed class SamplePart(HtmlText html, IReadOnlyList<StoredScorer> scorers, HtmlReportOptions options)
{
    private const int MostRepeats = 5;
    private const int MostPassages = 20;
    private const int MostTurns = 40;

    // Times depend on the machine: they are shown where they were asked for, so that other reports of the same outputs stay the same.
    private readonly bool _showsTimes = scorers.Any(static s => s.Metrics.Any(static m => string.Equals(m.Unit, "ms", StringComparison.Ordinal)));

    /// <param name="scored">The sample.</param>
    /// <param name="above">What stands above it already, so that a short question is not said twice; empty for nothing.</param>
    public void Write(ScoredSample scored, string above)
    {
        Asked(scored.Sample, above);
        if (scored.Observations.Count == 0) html.Raw("<p class=\"gw-failed\">No observation is stored.</p>\n");
        for (var i = 0; i < Math.Min(MostRepeats, scored.Observations.Count); i++)
        {
            if (scored.Observations.Count > 1) html.Element("h4", "gw-repeat", FormattableString.Invariant($"Repeat {scored.Observations[i].Repeat + 1}"));
            Observed(scored, i);
        }

        if (scored.Observations.Count > MostRepeats) html.Element("p", "gw-soft", FormattableString.Invariant($"{scored.Observations.Count - MostRepeats} more repeats are in the files."));
    }

    /// <summary>The question with the turns before it and what is known about a right answer.</summary>
    public void Asked(Sample sample, string above)
    {
        if (sample.Before.Count > 0)
        {
            html.Raw("<details class=\"gw-before\"><summary>").Text(sample.Before.Count == 1 ? "1 earlier turn" : $"{Show.Count(sample.Before.Count)} earlier turns").Raw("</summary><ol>");
            foreach (var turn in sample.Before.Take(MostTurns)) html.Raw("<li><span class=\"gw-role\">").Text(turn.Role).Raw("</span> <span dir=\"auto\">").Text(AnswerText.Cut(turn.Text, options.TextChars)).Raw("</span></li>");
            html.Raw("</ol></details>\n");
        }

        if (!string.Equals(above, sample.Input, StringComparison.Ordinal)) html.Raw("<div class=\"gw-question\" dir=\"auto\">").Text(AnswerText.Cut(sample.Input, options.TextChars)).Raw("</div>\n");
        Expected(sample);
    }

    /// <summary>One observation with its claims, passages, scores and cost.</summary>
    public void Observed(ScoredSample scored, int repeat)
    {
        var observation = scored.Observations[repeat];
        var evidence = scored.Scores.Select(s => s[repeat]?.Evidence).ToList();
        if (observation.Outcome == ObservedOutcome.Failed) html.Raw("<p class=\"gw-failed\">✗ The subject failed: ").Text(Excerpt.Of(observation.Error ?? "no reason was given", 1000)).Raw("</p>\n");
        if (observation.Outcome == ObservedOutcome.Abstained) html.Raw("<p class=\"gw-outcome\">It declined to answer.</p>\n");
        if (observation.Text.Length > 0)
        {
            var claims = ClaimMarks.Of(observation, evidence);
            AnswerText.Write(html, observation.Text, claims, options.TextChars);
            AnswerText.List(html, claims, observation.Text);
        }

        Ranking(observation);
        Tools(observation);
        Passages(observation);
        Scores(scored, repeat);
        Cost(observation);
    }

    private void Expected(Sample sample)
    {
        var expected = sample.Expected;
        var known = new List<(string, string)>();
        if (expected.Answers is { Count: > 0 } answers) known.Add(("Right answers", string.Join(" · ", answers.Take(10))));
        if (expected.Reference is { Length: > 0 } reference) known.Add(("Reference", reference));
        if (expected.IsAnswerable is false) known.Add(("Right is", "to decline: the subject cannot know"));
        if (expected.Relevant is { Count: > 0 } relevant)
            known.Add(("Relevant", string.Join(", ", relevant.Where(static r => r.Value > 0).OrderByDescending(static r => r.Value).ThenBy(static r => r.Key, StringComparer.Ordinal).Take(10).Select(static r => r.Key))));
        if (sample.Tags.Count > 0) known.Add(("Tags", string.Join(", ", sample.Tags.OrderBy(static t => t.Key, StringComparer.Ordinal).Select(static t => $"{t.Key} {t.Value}"))));
        if (sample.IsDraft) known.Add(("State", "draft, accepted by nobody yet"));
        Pairs("gw-pairs", known);
    }

    private void Ranking(Observation observation)
    {
        if (observation.Ranking is not { Count: > 0 } ranking) return;
        html.Raw("<details class=\"gw-more\"><summary>").Text($"Ranking of {Show.Count(ranking.Count)} documents").Raw("</summary><ol class=\"gw-ranking\">");
        foreach (var item in ranking.OrderByDescending(static r => r.Score).ThenByDescending(static r => r.Document, StringComparer.Ordinal).Take(MostPassages))
            html.Raw("<li><code>").Text(Excerpt.Of(item.Document, 160)).Raw("</code> <span class=\"gw-soft\">").Text(Show.Number(item.Score)).Raw("</span></li>");
        html.Raw("</ol></details>\n");
    }

    private void Tools(Observation observation)
    {
        if (observation.ToolCalls is not { Count: > 0 } calls) return;
        html.Raw("<details class=\"gw-more\"><summary>").Text($"{Show.Count(calls.Count)} tool calls").Raw("</summary><ol class=\"gw-ranking\">");
        foreach (var call in calls.Take(MostPassages)) html.Raw("<li><code>").Text(Excerpt.Of($"{call.Name} {call.Arguments}", 400)).Raw("</code></li>");
        html.Raw("</ol></details>\n");
    }

    private void Passages(Observation observation)
    {
        if (observation.Passages is not { Count: > 0 } passages) return;
        html.Raw("<details class=\"gw-more\"><summary>").Text(passages.Count == 1 ? "1 passage before it" : $"{Show.Count(passages.Count)} passages before it").Raw("</summary><ol class=\"gw-passages\">\n");
        foreach (var passage in passages.Take(MostPassages))
            html.Raw("<li><code>").Text(Excerpt.Of(passage.Document, 160)).Raw("</code><blockquote dir=\"auto\">").Text(AnswerText.Cut(passage.Text, options.TextChars)).Raw("</blockquote></li>\n");
        html.Raw("</ol></details>\n");
    }

    private void Scores(ScoredSample scored, int repeat)
    {
        html.Raw("<details class=\"gw-more\"><summary>Scores and reasons</summary><table class=\"gw-table gw-scores\"><tbody>\n");
        for (var s = 0; s < scorers.Count && s < scored.Scores.Count; s++)
            for (var m = 0; m < scorers[s].Metrics.Count; m++)
            {
                var (value, why) = scored.Scores[s][repeat]?.Scores[m] switch
                {
                    Score.Value number => (Item(number.Number, scorers[s].Metrics[m]), number.Why),
                    Score.NotApplicable none => ("not applicable", none.Reason),
                    Score.Failed failed when scored.Observations[repeat].Outcome == ObservedOutcome.Failed && scorers[s].Metrics[m].OfFailedItem is { } counts => ($"failed, counts {Show.Item(counts)}", failed.Reason),
                    Score.Failed failed => ("failed", failed.Reason),
                    _ => ("not scored yet", ""),
                };
                html.Raw("<tr><th scope=\"row\">").Text(scorers[s].Metrics[m].Name).Raw("</th><td class=\"gw-figure\">").Text(value).Raw("</td><td dir=\"auto\">").Text(Excerpt.Of(why, 1000)).Raw("</td></tr>\n");
            }

        html.Raw("</tbody></table></details>\n");
    }

    private static string Item(double value, Metric metric) => metric.Unit.Length == 0 ? Show.Item(value) : $"{Show.Item(value)} {metric.Unit}";

    private void Cost(Observation observation)
    {
        var cost = observation.Cost;
        var parts = new List<(string, string)>();
        if (_showsTimes && cost.LatencyMs is { } latency) parts.Add(("Time", Show.Number(latency) + " ms"));
        if (_showsTimes && cost.FirstTokenMs is { } first) parts.Add(("First character", Show.Number(first) + " ms"));
        if (cost.InputTokens is { } read) parts.Add(("Tokens read", read.ToString("#,0", CultureInfo.InvariantCulture)));
        if (cost.OutputTokens is { } written) parts.Add(("Tokens written", written.ToString("#,0", CultureInfo.InvariantCulture)));
        if (cost.Dollars is { } dollars) parts.Add(("Cost", "$" + dollars.ToString("0.######", CultureInfo.InvariantCulture)));
        if (cost.IsReplayed) parts.Add(("From a cache", "time and money are those of the original call"));
        if (observation.Confidence is { } confidence) parts.Add(("Confidence", Show.Number(confidence)));
        parts.AddRange(observation.Facts.OrderBy(static f => f.Key, StringComparer.Ordinal).Take(20).Select(static f => (f.Key, Excerpt.Of(f.Value, 200))));
        Pairs("gw-facts gw-cost", parts);
    }

    private void Pairs(string classes, List<(string Name, string Value)> pairs)
    {
        if (pairs.Count == 0) return;
        html.Raw($"<dl class=\"{classes}\">");
        foreach (var (name, value) in pairs) html.Raw("<div>").Element("dt", null, name).Raw("<dd dir=\"auto\">").Text(AnswerText.Cut(value, options.TextChars)).Raw("</dd></div>");
        html.Raw("</dl>\n");
    }
}
