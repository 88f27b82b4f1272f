using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Terminal;

/// <summary>Datasets, runs and scorers as lines of a terminal.</summary>
internal static class EvalText
{
    private const int Shown = 160;

    public static void Draw(TextWriter output, EvalRunsReply reply)
    {
        if (reply.Runs.Count == 0) output.WriteLine("No runs. Make one with \"groundwork eval run DATASET --subject retrieval:COLLECTION\".");
        foreach (var run in reply.Runs)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Run}  {run.Subject}, {run.Samples} samples of {run.Dataset}{(run.Repeats > 1 ? $" × {run.Repeats}" : "")}, {run.State}{(run.Baseline is { } name ? $", baseline {name}" : "")}"));
    }

    public static void Draw(TextWriter output, DatasetsReply reply)
    {
        if (reply.Datasets.Count == 0) output.WriteLine("No datasets. Make one with \"groundwork eval dataset import NAME FILE\".");
        foreach (var dataset in reply.Datasets) Draw(output, dataset);
    }

    public static void Draw(TextWriter output, DatasetReply dataset)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{dataset.Dataset}@{dataset.Version}  {dataset.Samples} samples{(dataset.Drafts > 0 ? $", {dataset.Drafts} of them drafts" : "")}, {dataset.Note}{(dataset.New == false ? " (as before; no new version)" : "")}"));
        foreach (var notice in dataset.Notices ?? []) output.WriteLine($"  {notice}");
    }

    public static void Draw(TextWriter output, DatasetSamplesReply reply)
    {
        Draw(output, reply.Dataset);
        foreach (var sample in reply.Samples)
        {
            output.WriteLine($"{sample.Id}{(sample.Draft ? "  (draft)" : "")}  {Excerpts.Of(sample.Input, Shown)}");
            if (sample.Relevant is { Count: > 0 } relevant) output.WriteLine($"    in {string.Join(", ", relevant)}");
            if (sample.Answers is { Count: > 0 } answers) output.WriteLine($"    {Excerpts.Of(string.Join(" | ", answers), Shown)}");
            else if (sample.Answerable == false) output.WriteLine("    has no answer");
        }
    }

    public static void Draw(TextWriter output, LeakageReply reply)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reply.Leaks.DistinctBy(leak => leak.Sample, StringComparer.Ordinal).Count()} of {reply.Dataset.Samples} samples stand in documents of {reply.Collection}."));
        foreach (var leak in reply.Leaks) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {leak.Sample}  in {leak.Document}, question {leak.Question:P0}{(leak.Answer is { } answer ? $", answer {answer:P0}" : "")}"));
    }

    public static void Draw(TextWriter output, CertificatesReply reply)
    {
        if (reply.Certificates.Count == 0) output.WriteLine("No judge was compared with people yet. Do it with \"groundwork eval judge certify ROUTE --rubric FILE --labels FILE\".");
        foreach (var certificate in reply.Certificates)
            output.WriteLine($"{certificate.Date}  {certificate.Judge}, {certificate.Criterion} on {certificate.Labels}: {(certificate.Certified ? "certified" : "not certified")}");
    }

    public static void Draw(TextWriter output, CertificateReply reply)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reply.Judge}, {reply.Criterion} on {reply.Items} items of {reply.Labels}: {(reply.Certified ? "certified" : "not certified")}"));
        foreach (var (name, figure) in reply.Figures)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-28} {figure.Value:0.000}  [{figure.Low:0.000}, {figure.High:0.000}]"));
        foreach (var finding in reply.Findings) output.WriteLine($"  {(finding.Met ? "ok  " : "NOT ")} {finding.Rule}: {finding.Found}");
    }

    public static void Draw(TextWriter output, ScorersReply reply)
    {
        foreach (var scorer in reply.Scorers)
        {
            output.WriteLine($"{scorer.Name}  {scorer.Meaning}");
            output.WriteLine($"    {scorer.Usage}; needs {scorer.Needs}");
        }
    }
}
