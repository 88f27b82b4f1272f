using System.Text;
using Groundwork.Documents.Canonical;
using Groundwork.Documents.Readers.Packages;
using Groundwork.Documents.Readers.Web;

namespace Groundwork.Documents.Readers.Books;

/// <summary>Books in EPUB 2 and 3. Chapters are put together in reading order, with everything a reader of the book sees: what looks like furniture on a page of the web is text in a book.</summary>
internal sealed class EpubReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "Book (EPUB)", [MediaTypes.Epub], "chapter's file, line",
        """
        The chapters in reading order, each whole: boxes, asides and notes are kept. A chapter without a heading gets its title from the table of contents, which itself is left
        out. Title, author, dates, subjects and language come from the book. Refused: a book that is protected against copying (DRM); obfuscated fonts do not matter.
        """);

    public string Fingerprint => $"epub-3+{HtmlMarkup.Fingerprint}";

    public ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken) =>
        Package.ReadAsync(content, source, limits, "an e-book program", package => ReadAsync(package, source, cancellationToken), cancellationToken);

    private async ValueTask<Document> ReadAsync(Package package, SourceInfo source, CancellationToken cancellationToken)
    {
        var book = new EpubPackage(package);
        if (book.Chapters.Count == 0) throw new InvalidDataException("It names no chapters.");
        var titles = EpubContents.Read(package, book);
        var builder = new DocumentBuilder(source) { CheckLength = package.CheckCharacters };
        foreach (var chapter in book.Chapters)
        {
            if (!chapter.IsMarkup || chapter.Path.Equals(book.Navigation, StringComparison.Ordinal)) continue;
            if (await ReadChapterAsync(package, chapter.Path, book.Language ?? source.Language, cancellationToken) is { } document)
                Append(builder, document, chapter.Path, titles.GetValueOrDefault(chapter.Path));
            else if (!package.Has(chapter.Path))
                builder.Note($"The chapter {chapter.Path} is missing.");
        }

        book.GiveTo(builder);
        return builder.Build(book.Title, book.Language);
    }

    // A chapter without text, such as a cover, is null.
    private async ValueTask<Document?> ReadChapterAsync(Package package, string path, Language.LanguageCode? language, CancellationToken cancellationToken)
    {
        await using var part = package.OpenPart(path);
        if (part is null) return null;
        using var text = new StreamReader(part, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var markup = XhtmlTags.Close(await text.ReadToEndAsync(cancellationToken));
        var chapter = new DocumentBuilder(new SourceInfo(new DocumentId(path), path, MediaTypes.Xhtml));
        HtmlMarkup.Write(markup, chapter, part: null, cancellationToken);
        try
        {
            return chapter.Build(foundLanguage: language);
        }
        catch (DocumentUnreadableException problem) when (problem.Reason == UnreadableReason.Empty)
        {
            return null;
        }
    }

    private static void Append(DocumentBuilder builder, Document chapter, string path, (string Title, int Level) named)
    {
        var isNamed = named.Title is not null && !chapter.Blocks.Any(block => block.Kind == BlockKind.Heading);
        // Some programs write headings as paragraphs; then the first one is the title already.
        var isFirstTitle = isNamed && named.Title!.Equals(chapter.Blocks[0].Span.Of(chapter.Text), StringComparison.Ordinal);
        if (isNamed && !isFirstTitle)
            builder.Add(BlockKind.Heading, new BlockText().At(1, null, path).Append(named.Title!), named.Level);
        var marks = chapter.Origins.Marks;
        var next = 0;
        foreach (var block in chapter.Blocks)
        {
            var text = new BlockText().At(chapter.Origins.At(block.Span.Start)?.Line, null, path);
            var from = block.Span.Start;
            while (next < marks.Count && marks[next].Offset <= from) next++;
            for (; next < marks.Count && marks[next].Offset < block.Span.End; next++)
            {
                text.Append(chapter.Text.AsSpan(from, marks[next].Offset - from)).At(marks[next].Line, null, path);
                from = marks[next].Offset;
            }

            text.Append(chapter.Text.AsSpan(from, block.Span.End - from));
            if (isFirstTitle && ReferenceEquals(block, chapter.Blocks[0])) builder.Add(BlockKind.Heading, text, named.Level, block.Anchor);
            else builder.Add(block.Kind, text, block.Level, block.Anchor);
        }
    }
}
