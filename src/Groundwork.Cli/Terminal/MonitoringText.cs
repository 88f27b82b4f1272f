using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Terminal;

/// <summary>Drift, alarms, experiments and first evaluations as lines of a terminal.</summary>
internal static class MonitoringText
{
    private const int Shown = 160;

    public static void Draw(TextWriter output, DriftReply reply)
    {
        var verdict = reply.Verdict switch { "drifted" => "drifted", "tooFew" => "too few answers to say anything", _ => "no drift" };
        output.WriteLine($"{reply.Collection}: {verdict}");
        Draw(output, "looked at", reply.Current);
        Draw(output, "compared with", reply.Reference);
        foreach (var feature in reply.Features.Where(f => f.Verdict is not "tooFew"))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(feature.Verdict is "drifted" ? "DRIFTED" : "steady "),-8} {feature.Name}: {feature.Change}; chance {feature.Corrected:0.000}"));
            foreach (var distance in feature.Distances) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"           {distance.Measure} {distance.Value:0.000}, usual up to {distance.Threshold:0.000}"));
        }

        if (reply.NewQuestions.Count > 0) output.WriteLine("Most typical of these days:");
        foreach (var question in reply.NewQuestions) output.WriteLine($"  {Excerpts.Of(question.Question, Shown)}");
        foreach (var notice in reply.Notices) output.WriteLine(notice);
    }

    public static void Draw(TextWriter output, AlarmsReply reply)
    {
        Draw(output, reply.Drift);
        foreach (var alarm in reply.Sent) output.WriteLine($"Sent: {alarm.Message}");
        foreach (var alarm in reply.Cleared) output.WriteLine($"No longer holds: {alarm}");
        if (reply.Sent.Count == 0) output.WriteLine("No alarm holds; nothing was sent.");
    }

    public static void Draw(TextWriter output, ExperimentsReply reply)
    {
        if (reply.Experiments.Count == 0) output.WriteLine("No experiments. Begin one with \"groundwork eval ab start NAME --b SETTING=VALUE --metric feedback\".");
        foreach (var experiment in reply.Experiments) Draw(output, experiment);
    }

    public static void Draw(TextWriter output, ExperimentReply reply)
    {
        var state = reply.Kept is { } kept ? $"ended, {kept} is in use" : "running";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reply.Name}  {reply.Collection} by {reply.Metric}, B for {reply.Share:P0}, {state}"));
        output.WriteLine($"  A {reply.A}");
        output.WriteLine($"  B {reply.B}");
        if (reply.Result is not { } result) return;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  A {result.ObservedA} observed{Mean(result.MeanA)}; B {result.ObservedB} observed{Mean(result.MeanB)}"));
        if (result.Difference is { } difference) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  B less A {difference:0.000} [{result.Low:0.000}, {result.High:0.000}] over {result.Pairs} pairs"));
        output.WriteLine(result.Verdict switch
        {
            "aIsBetter" => string.Create(CultureInfo.InvariantCulture, $"  A is better, decided after {result.DecidedAt} pairs."),
            "bIsBetter" => string.Create(CultureInfo.InvariantCulture, $"  B is better, decided after {result.DecidedAt} pairs."),
            _ => "  Undecided so far.",
        });
    }

    public static void Draw(TextWriter output, InitEvalReply reply)
    {
        EvalText.Draw(output, reply.Dataset);
        foreach (var gate in reply.Gates) output.WriteLine($"{gate.File}  {gate.Verdict}, compared with run {gate.Run}, kept as {gate.Baseline}");
        foreach (var file in reply.Files) output.WriteLine($"  wrote {file}");
        foreach (var notice in reply.Notices) output.WriteLine(notice);
    }

    private static void Draw(TextWriter output, string what, DriftDaysReply days) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {what} {days.From:yyyy-MM-dd} to {days.To:yyyy-MM-dd}: {days.Answers} answers{(days.AbstentionRate is { } rate ? $", {rate:P0} without an answer" : "")}{(days.MeanConfidence is { } confidence ? string.Create(CultureInfo.InvariantCulture, $", confidence {confidence:0.00}") : "")}"));

    private static string Mean(double? mean) => mean is { } value ? string.Create(CultureInfo.InvariantCulture, $", mean {value:0.000}") : "";
}
