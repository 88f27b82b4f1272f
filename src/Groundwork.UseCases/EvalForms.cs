using Groundwork.Evals;

namespace Groundwork.UseCases;

/// <summary>Reports, comparisons and decisions in the forms that people and programs take along.</summary>
public static class EvalForms
{
    /// <summary>The style sheet of report fragments.</summary>
    public static string Css => HtmlReport.Css;

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

    /// <summary>What trec_eval prints: measure, question and value, with tabs between.</summary>
    /// <param name="reply">The values.</param>
    /// <param name="perQuery">True to print each question before the whole.</param>
    /// <param name="writer">Where to.</param>
    public static void WriteTrec(RankingReply reply, bool perQuery, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var query in perQuery ? reply.Queries : []) Write(query.Query, query.Values);
        writer.WriteLine(FormattableString.Invariant($"{"num_q",-22}\tall\t{reply.Queries.Count}"));
        Write("all", reply.Overall);

        void Write(string query, IReadOnlyList<double?> values)
        {
            for (var i = 0; i < reply.Measures.Count; i++)
            {
                if (values[i] is not { } value) continue;
                var text = reply.Measures[i].Counts ? FormattableString.Invariant($"{value:0}") : TrecFiles.Text(value);
                writer.WriteLine($"{reply.Measures[i].Trec ?? reply.Measures[i].Name,-22}\t{query}\t{text}");
            }
        }
    }

    /// <summary>JUnit XML, which build servers show.</summary>
    public static void WriteJUnit(GateReply reply, TextWriter writer) => GateJUnit.Write(Required(reply).Decided, writer);

    private static T Required<T>(T reply)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(reply);
        return reply;
    }
}
