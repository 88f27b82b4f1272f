using System.Globalization;
using System.Text.Json;
using Groundwork.Evals;
using Groundwork.Knowledge;
using Groundwork.UseCases.Monitoring;

namespace Groundwork.UseCases;

/// <summary>Compares what was asked and answered lately with what was usual.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class MeasureDrift(Workspace workspace)
{
    private const int UsualDays = 7;

    // So many windows is a reference cut into at least.
    private const int ReferenceWindows = 5;

    // More answers find smaller changes than anybody minds, and cost time.
    private const int MostAnswers = 10_000;

    /// <summary>Compares.</summary>
    /// <exception cref="InvalidRequestException">A day is wrong, or the days overlap.</exception>
    /// <exception cref="CollectionNotFoundException">There is no such collection.</exception>
    public async Task<DriftReply> RunAsync(DriftRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (reference, current) = DaysOf(request);
        var name = (await workspace.Knowledge.Collections.GetAsync(CollectionName.Parse(request.Collection), cancellationToken)).Name;
        var before = await workspace.Asked.SampleAsync(name, reference.From, reference.To, MostAnswers, request.Seed, cancellationToken);
        var after = await workspace.Asked.SampleAsync(name, current.From, current.To, MostAnswers, request.Seed, cancellationToken);
        var prices = AnswerItems.PricesOf(workspace.Settings);
        var report = DriftTest.Compare(
            new DriftWindow(reference.ToString(), [.. before.Answers.Select(a => AnswerItems.Of(a, prices))]),
            new DriftWindow(current.ToString(), [.. after.Answers.Select(a => AnswerItems.Of(a, prices))]),
            new DriftOptions { Seed = request.Seed }, cancellationToken);
        var verdict = report.HasDrifted ? DriftVerdict.Drifted : report.Features.All(f => f.Verdict == DriftVerdict.TooFew) ? DriftVerdict.TooFew : DriftVerdict.Steady;
        return new DriftReply(
            name.Value, NameOf(verdict), Summary(current, after), Summary(reference, before),
            [.. report.Features.Select(f => new DriftFeatureReply(f.Name, NameOf(f.Verdict), [.. f.Distances.Select(d => new DriftDistanceReply(d.Measure, d.Value, d.Threshold))], f.Chance, f.Corrected, f.Change))],
            [.. report.NewInputs.Select(i => new NewQuestionReply(i.Id, i.Text, i.Newness))],
            [.. Thinned(reference, before), .. Thinned(current, after), .. report.Notices]);
    }

    private (Days Reference, Days Current) DaysOf(DriftRequest request)
    {
        var last = request.To is { } to ? ReportUsage.Day(to, "to") : DateOnly.FromDateTime(workspace.Time.GetUtcNow().UtcDateTime);
        var first = request.From is { } from ? ReportUsage.Day(from, "from") : Before(last, UsualDays - 1);
        ReportUsage.CheckSpan(first, last);
        var current = new Days(first, last);
        var referenceLast = request.ReferenceTo is { } end ? ReportUsage.Day(end, "reference-to") : Before(first, 1);
        var referenceFirst = request.ReferenceFrom is { } start ? ReportUsage.Day(start, "reference-from") : Before(referenceLast, (ReferenceWindows * current.Count) - 1);
        ReportUsage.CheckSpan(referenceFirst, referenceLast);
        return referenceLast < first
            ? (new Days(referenceFirst, referenceLast), current)
            : throw new InvalidRequestException(string.Create(CultureInfo.InvariantCulture, $"The reference ends on {referenceLast:yyyy-MM-dd}, and what is compared with it begins on {first:yyyy-MM-dd}. Let the reference end before."));
    }

    private static DateOnly Before(DateOnly day, int days) => DateOnly.FromDayNumber(Math.Max(0, day.DayNumber - days));

    private static DriftDaysReply Summary(Days days, AnswerWindow window)
    {
        var sure = window.Answers.Where(a => a.Reply.Confidence is not null).Select(a => a.Reply.Confidence!.Value).ToArray();
        return new DriftDaysReply(
            days.First, days.Last, window.Asked,
            window.Answers.Count == 0 ? null : window.Answers.Count(a => a.Reply.Abstained is not null) / (double)window.Answers.Count,
            sure.Length == 0 ? null : sure.Average());
    }

    private static IEnumerable<string> Thinned(Days days, AnswerWindow window)
    {
        if (window.Answers.Count < window.Asked) yield return string.Create(CultureInfo.InvariantCulture, $"Of the {window.Asked} answers from {days}, {window.Answers.Count} drawn by chance were compared.");
    }

    private static string NameOf(DriftVerdict verdict) => JsonNamingPolicy.CamelCase.ConvertName(verdict.ToString());
}
