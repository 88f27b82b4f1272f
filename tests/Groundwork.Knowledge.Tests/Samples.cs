using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Tests;

/// <summary>Small documents as a reader would make them.</summary>
internal static class Samples
{
    public static ReadDocument Read(string id, string text, LanguageCode? language = null)
    {
        var hash = ContentHash.OfText(text);
        var key = new DocumentId(id);
        var blocks = new List<Block>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf("\n\n", at, StringComparison.Ordinal);
            if (end < 0) end = text.Length;
            if (end > at) blocks.Add(new Block(BlockKind.Paragraph, TextSpan.FromBounds(at, end)));
            at = end + 2;
        }

        var document = new Document(
            key, hash, new SourceInfo(key, "/sources/" + id, MediaTypes.PlainText), "Title of " + id, language ?? LanguageCode.English, text, blocks, new SourceMap([new SourceMark(0, 1, null)]), []);
        return new ReadDocument(document, new HeadingChunker(new ChunkingOptions()).Split(document).Chunks, hash, "test");
    }
}
