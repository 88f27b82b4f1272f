using Groundwork.Evals;

namespace Groundwork.UseCases;

/// <summary>Reports, comparisons and decisions in the forms that people and programs take along.</summary>
public static class EvalForms
{
    /// <summary>Columns for a terminal.</summary>
    public static string Table(EvalReply reply) => ReportTable.Of(Required(reply).Measured.Report);

    /// <inheritdoc cref="Table(EvalReply)"/>
    public static string Table(CompareReply reply) => ReportTable.Of(Required(reply).Compared);

    /// <inheritdoc cref="Table(EvalReply)"/>
    public static string Table(GateReply reply) => ReportTable.Of(Required(reply).Decided);

    /// <summary>A summary for a pull request.</summary>
    public static string Markdown(EvalReply reply) => ReportMarkdown.Of(Required(reply).Measured.Report);

    /// <inheritdoc cref="Markdown(EvalReply)"/>
    public static string Markdown(CompareReply reply) => ReportMarkdown.Of(Required(reply).Compared);

    /// <inheritdoc cref="Markdown(EvalReply)"/>
    public static string Markdown(GateReply reply) => ReportMarkdown.Of(Required(reply).Decided);

    /// <summary>A line for each sample.</summary>
    public static void WriteCsv(EvalReply reply, TextWriter writer, CancellationToken cancellationToken) => ItemsCsv.Write(Required(reply).Measured.Values, writer, cancellationToken);

    /// <summary>A line for each sample that both runs have.</summary>
    public static void WriteCsv(CompareReply reply, TextWriter writer, CancellationToken cancellationToken) =>
        ItemsCsv.WriteChanges(Required(reply).BaselineRun.Values, reply.CandidateRun.Values, writer, cancellationToken);

    /// <summary>JUnit XML, which build servers show.</summary>
    public static void WriteJUnit(GateReply reply, TextWriter writer) => GateJUnit.Write(Required(reply).Decided, writer);

    private static T Required<T>(T reply)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(reply);
        return reply;
    }
}
