using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Duplicates;

/// <summary>
/// Tells of each document, in the order they come, which earlier one it repeats. Only a document that repeats none can be repeated, so a group
/// has an original to which every member is that similar, and likeness never creeps along a chain.
/// </summary>
/// <param name="threshold">Least share of shingles in common.</param>
/// <param name="textOf">The text of a document; null when it is gone.</param>
internal sealed class DuplicateGrouping(double threshold, Func<DocumentId, CancellationToken, ValueTask<string?>> textOf)
{
    // Three standard deviations of the estimate: of a thousand pairs at the threshold, one is missed.
    private const double Margin = 3 * MinHashSketch.MostDeviation;

    // Texts are loaded for the most promising only.
    private const int MostCompared = 8;

    private readonly Dictionary<ContentHash, (DocumentId Original, double Similarity)> _byVersion = [];
    private readonly Dictionary<(int Band, UInt128 Hashes), List<int>> _bands = [];
    private readonly List<SketchedDocument> _originals = [];
    private (int Index, Shingles Shingles)? _compared;

    /// <summary>The original that a document repeats, and how similar it is; null when it repeats none and is one itself now.</summary>
    public async ValueTask<(DocumentId Original, double Similarity)?> AddAsync(SketchedDocument document, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_byVersion.TryGetValue(document.Version, out var same)) return same;
        var found = document.Sketch is { } sketch ? await MostSimilarAsync(document.Id, sketch, cancellationToken) : null;
        _byVersion.Add(document.Version, found ?? (document.Id, 1));
        if (found is null && document.Sketch is not null) Keep(document, document.Sketch);
        return found;
    }

    private async ValueTask<(DocumentId Original, double Similarity)?> MostSimilarAsync(DocumentId id, MinHashSketch sketch, CancellationToken cancellationToken)
    {
        var candidates = Candidates(sketch);
        if (candidates.Count == 0 || await textOf(id, cancellationToken) is not { } text) return null;
        var shingles = Shingles.Of(text);
        (DocumentId Original, double Similarity)? best = null;
        foreach (var index in candidates)
        {
            if (await ShinglesOfAsync(index, cancellationToken) is not { } other) continue;
            var similarity = shingles.JaccardTo(other);
            if (similarity >= threshold && similarity > (best?.Similarity ?? 0)) best = (_originals[index].Id, similarity);
        }

        return best;
    }

    private List<int> Candidates(MinHashSketch sketch)
    {
        var sharing = new HashSet<int>();
        for (var band = 0; band < MinHashSketch.Bands; band++)
            if (_bands.TryGetValue((band, sketch.BandAt(band)), out var originals))
                sharing.UnionWith(originals);
        return
        [
            .. sharing.Select(index => (Index: index, Estimate: sketch.SimilarityTo(_originals[index].Sketch!)))
                .Where(candidate => candidate.Estimate >= threshold - Margin)
                .OrderByDescending(candidate => candidate.Estimate).ThenBy(candidate => candidate.Index)
                .Take(MostCompared).Select(candidate => candidate.Index),
        ];
    }

    // Copies of one original often follow each other.
    private async ValueTask<Shingles?> ShinglesOfAsync(int original, CancellationToken cancellationToken)
    {
        if (_compared is { } compared && compared.Index == original) return compared.Shingles;
        if (await textOf(_originals[original].Id, cancellationToken) is not { } text) return null;
        _compared = (original, Shingles.Of(text));
        return _compared.Value.Shingles;
    }

    private void Keep(SketchedDocument document, MinHashSketch sketch)
    {
        for (var band = 0; band < MinHashSketch.Bands; band++)
        {
            var key = (band, sketch.BandAt(band));
            if (!_bands.TryGetValue(key, out var originals)) _bands.Add(key, originals = []);
            originals.Add(_originals.Count);
        }

        _originals.Add(document);
    }
}
