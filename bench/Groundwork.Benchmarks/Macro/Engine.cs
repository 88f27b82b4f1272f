using System.Globalization;
using Groundwork.Search;

namespace Groundwork.Benchmarks.Macro;

/// <summary>What the measurements ask of the engine, in one place.</summary>
internal static class Engine
{
    public const string Peer = "groundwork";

    public static EntryKey Key(int row) => new(row.ToString(CultureInfo.InvariantCulture));

    public static int RowOf(Hit hit) => int.Parse(hit.Key.Value, CultureInfo.InvariantCulture);

    /// <param name="vector">The query's vector.</param>
    /// <param name="ef">Candidates of the graph search.</param>
    public static Query.Nearest Nearest(ReadOnlyMemory<float> vector, int ef) => new(vector);

    /// <summary>Waits until nothing is left to merge.</summary>
    public static void Settle(IndexWriter writer) => writer.Commit(CancellationToken.None);
}
