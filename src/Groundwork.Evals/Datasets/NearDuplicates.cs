using Groundwork.Language;

namespace Groundwork.Evals.Datasets;

/// <summary>Finds texts that are much alike while they pass by: each is compared with the first that shares a band of its sketch.</summary>
/// <param name="threshold">Likeness from which two count as near duplicates, 0..1.</param>
internal sealed class NearDuplicates(double threshold)
{
    // A pair of likeness 0.8 shares at least one of these bands in 98.5 of 100 cases; all of them would take four times the memory.
    private const int Bands = 8;
    private const int MostKept = 100;

    private readonly Dictionary<(int Band, UInt128 Hash), int> _first = [];
    private readonly List<(string Id, MinHashSketch Sketch)> _kept = [];

    public int Count { get; private set; }

    public List<NearDuplicate> Pairs { get; } = [];

    /// <summary>Takes a text, and tells the earlier one it is most like; null for none.</summary>
    public NearDuplicate? Add(string id, string text)
    {
        if (MinHashSketch.Of(text) is not { } sketch) return null;
        NearDuplicate? nearest = null;
        var isKept = false;
        for (var band = 0; band < Bands; band++)
        {
            var key = (band, sketch.BandAt(band));
            if (_first.TryGetValue(key, out var other))
            {
                var likeness = sketch.SimilarityTo(_kept[other].Sketch);
                if (likeness >= threshold && likeness > (nearest?.Likeness ?? 0)) nearest = new NearDuplicate(_kept[other].Id, id, likeness);
                continue;
            }

            _first.Add(key, _kept.Count);
            isKept = true;
        }

        if (isKept) _kept.Add((id, sketch));
        if (nearest is null) return null;
        Count++;
        if (Pairs.Count < MostKept) Pairs.Add(nearest);
        return nearest;
    }
}
