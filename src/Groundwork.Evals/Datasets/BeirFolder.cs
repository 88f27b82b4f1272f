using System.Runtime.CompilerServices;

namespace Groundwork.Evals.Datasets;

/// <summary>A folder as BEIR lays it out (Thakur and others 2021): <c>queries.jsonl</c>, and <c>qrels.tsv</c> or one file in <c>qrels</c> for each split.</summary>
internal static class BeirFolder
{
    public static bool Is(string folder) => File.Exists(QueriesOf(folder));

    public static async IAsyncEnumerable<(string Place, Sample Sample)> ReadAsync(ImportContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = Directory.Exists(context.Path) ? context.Path : Path.GetDirectoryName(Path.GetFullPath(context.Path))!;
        if (!Is(folder)) throw new DatasetRefusedException($"{folder} has no queries.jsonl, which a BEIR dataset has.", []);
        context.Judged ??= await JudgementsOfAsync(folder, context, cancellationToken);
        await foreach (var read in QuestionLines.ReadAsync(context, QueriesOf(folder), cancellationToken)) yield return read;
    }

    private static async ValueTask<Judgements> JudgementsOfAsync(string folder, ImportContext context, CancellationToken cancellationToken)
    {
        var judgements = new Judgements();
        var splits = Path.Combine(folder, "qrels");
        if (Directory.Exists(splits))
            foreach (var file in Directory.EnumerateFiles(splits, "*.tsv").Order(StringComparer.Ordinal))
                await judgements.AddAsync(file, Path.GetFileNameWithoutExtension(file), context.Problems, cancellationToken);
        var single = Path.Combine(folder, "qrels.tsv");
        if (File.Exists(single)) await judgements.AddAsync(single, split: null, context.Problems, cancellationToken);
        if (!judgements.Queries.Any()) context.Notice($"{folder} has no judgements: neither qrels.tsv nor files in qrels");
        return judgements;
    }

    private static string QueriesOf(string folder) => Path.Combine(folder, "queries.jsonl");
}
