using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>
/// Cuts by separators alone, whatever the structure: at blank lines; what is too large between two of them at line breaks; then at the ends of
/// sentences; then between words. Neighbouring pieces fill a chunk as far as they fit.
/// </summary>
/// <param name="maxTokens">No chunk is larger.</param>
internal sealed class RecursiveChunker(int maxTokens) : IChunker
{
    /// <inheritdoc/>
    public string Fingerprint { get; } = string.Create(CultureInfo.InvariantCulture, $"recursive-1:{maxTokens}");

    /// <inheritdoc/>
    public ChunkingResult Split(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var atoms = new List<Atom>();
        foreach (var paragraph in TextUnits.Paragraphs(document.Text))
        {
            if (Fits(document.Text, paragraph)) Add(atoms, document.Text, paragraph, CutPlace.Blocks);
            else CutParagraph(atoms, document, paragraph);
        }

        var packing = new Packing(document.Text, atoms);
        var paths = new HeadingPaths(document);
        var chunks = new ChunkList(document, Fingerprint);
        for (int first = 0, end; first < atoms.Count; first = end)
        {
            end = packing.EndOf(first, maxTokens);
            var span = packing.Slice(first, end);
            chunks.Add(span, paths.Above(span));
        }

        return chunks.Result();
    }

    private void CutParagraph(List<Atom> atoms, Document document, TextSpan paragraph)
    {
        foreach (var line in TextUnits.Lines(document.Text, paragraph))
        {
            if (Fits(document.Text, line))
            {
                Add(atoms, document.Text, line, CutPlace.Sentences);
                continue;
            }

            foreach (var sentence in TextUnits.Sentences(document, line))
            {
                if (Fits(document.Text, sentence)) Add(atoms, document.Text, sentence, CutPlace.Sentences);
                else atoms.AddRange(LongSentence.Cut(document.Text, sentence, maxTokens));
            }
        }
    }

    private bool Fits(string text, TextSpan span) => TokenEstimate.Of(text.AsSpan(span.Start, span.Length)) <= maxTokens;

    private static void Add(List<Atom> atoms, string text, TextSpan span, CutPlace end) =>
        atoms.Add(new Atom(span, Math.Max(1, TokenEstimate.Of(text.AsSpan(span.Start, span.Length))), end));
}
