using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Groundwork.Evals.Datasets;

/// <summary>Draws splits by chance: whole clusters, in an order that only the seed and their names decide, each to the split that lacks most.</summary>
internal static class SplitDraw
{
    // Shares like 0.1, 0.2 and 0.7 do not come to one exactly.
    private const double Rounding = 1e-9;

    /// <returns>The split of each sample, by id; null for one that is left without.</returns>
    public static async ValueTask<Dictionary<string, string?>> DrawAsync(IAsyncEnumerable<Sample> samples, SplitRule.Drawn rule, CancellationToken cancellationToken)
    {
        Require(rule);
        var clusters = new Dictionary<(bool IsCluster, string Name), Cluster>();
        await foreach (var sample in samples.WithCancellation(cancellationToken))
        {
            var name = (sample.Cluster is not null, sample.Cluster ?? sample.Id);
            if (!clusters.TryGetValue(name, out var cluster)) clusters.Add(name, cluster = new Cluster(OrderOf(rule.Seed, name), []));
            cluster.Members.Add((sample.Id, rule.Stratum is null ? "" : sample.Tags.GetValueOrDefault(rule.Stratum, "")));
        }

        // What is left of one is a share too: of those without a split.
        var sum = rule.Shares.Sum(share => share.Share);
        List<(string? Split, double Share)> shares = [.. rule.Shares.Select(share => ((string?)share.Split, share.Share))];
        if (1 - sum > Rounding) shares.Add((null, 1 - sum));
        var total = Math.Max(sum, 1);
        var splits = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var stratum in clusters.Values.GroupBy(cluster => cluster.Stratum, StringComparer.Ordinal))
        {
            var taken = new int[shares.Count];
            var size = stratum.Sum(cluster => cluster.Members.Count);
            foreach (var cluster in stratum.OrderBy(cluster => cluster.Order).ThenBy(cluster => cluster.FirstId, StringComparer.Ordinal))
            {
                var lacking = 0;
                for (var i = 1; i < taken.Length; i++)
                    if (Lack(i) > Lack(lacking))
                        lacking = i;
                taken[lacking] += cluster.Members.Count;
                foreach (var (id, _) in cluster.Members) splits[id] = shares[lacking].Split;
            }

            double Lack(int split) => (shares[split].Share / total * size) - taken[split];
        }

        return splits;
    }

    private static void Require(SplitRule.Drawn rule)
    {
        if (rule.Shares.Count == 0) throw new DatasetRefusedException("There is no split to draw.", []);
        foreach (var (split, share) in rule.Shares)
            if (string.IsNullOrWhiteSpace(split) || !(share > 0) || !double.IsFinite(share))
                throw new DatasetRefusedException(FormattableString.Invariant($"A split has a name and a share above 0; \"{split}\" has {share}."), []);
        if (rule.Shares.GroupBy(share => share.Split, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            throw new DatasetRefusedException($"The split \"{twice.Key}\" stands twice.", []);
    }

    private static ulong OrderOf(long seed, (bool IsCluster, string Name) cluster) => BinaryPrimitives.ReadUInt64BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}\n{cluster.IsCluster}\n{cluster.Name}"))));

    private sealed record Cluster(ulong Order, List<(string Id, string Stratum)> Members)
    {
        public string FirstId => Members.Select(member => member.Id).Min(StringComparer.Ordinal)!;

        // A cluster belongs where most of its samples do.
        public string Stratum => Members.GroupBy(member => member.Stratum, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key;
    }
}
