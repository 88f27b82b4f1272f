using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Readers.Web;

/// <summary>HTML or XHTML that stands inside another format (a chapter of a book, an e-mail, a cell of a notebook) becomes blocks.</summary>
internal static partial class HtmlMarkup
{
    /// <summary>Changes when the same markup would become other blocks.</summary>
    public const string Fingerprint = "markup-3";

    private static readonly HtmlParserOptions s_options = new() { IsKeepingSourceReferences = true };

    /// <summary>Adds the visible text of some markup to a document. Everything a reader would see is kept, asides and footers too.</summary>
    /// <param name="markup">A whole page or a piece of one.</param>
    /// <param name="builder">Receives the blocks.</param>
    /// <param name="part">The named part of the source that the markup is, see <see cref="SourcePlace.Part"/>; null marks lines instead.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="firstLine">Line of the source at which the markup starts; used when there is no part.</param>
    /// <exception cref="DocumentUnreadableException">Nested too deeply.</exception>
    public static void Write(string markup, DocumentBuilder builder, string? part, CancellationToken cancellationToken, int firstLine = 1)
    {
        var outer = builder.Part;
        builder.Part = part ?? outer;
        using var page = Parse(ref markup, builder.Source.Path, cancellationToken);
        new HtmlWriter(markup, firstLine, builder, HtmlChrome.Nothing, cancellationToken).Write(page.Body ?? page.DocumentElement);
        builder.Part = outer;
    }

    /// <summary>Parses a page after looking at what it would cost.</summary>
    /// <param name="markup">The page; XHTML comes back with its empty elements written out, lines unchanged.</param>
    /// <param name="path">Named in errors.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="DocumentUnreadableException">Nested too deeply.</exception>
    public static IHtmlDocument Parse(ref string markup, string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // <script/> and <title/> are whole elements in XML and swallow the rest of the page in HTML.
        if (IsXhtml(markup)) markup = EmptyElement().Replace(markup, "<${name}${attributes}></${name}>");
        HtmlNesting.Check(markup, path, cancellationToken);
        var page = new HtmlParser(s_options).ParseDocument(markup);
        cancellationToken.ThrowIfCancellationRequested();
        return page;
    }

    private static bool IsXhtml(string markup)
    {
        var start = markup.AsSpan(0, Math.Min(markup.Length, 1024)).TrimStart("\uFEFF \t\n");
        return start.StartsWith("<?xml", StringComparison.Ordinal) || start.Contains("xmlns=\"http://www.w3.org/1999/xhtml\"", StringComparison.Ordinal);
    }

    [GeneratedRegex("""<(?<name>a|b|i|p|td|th|li|dd|dt|em|div|span|strong|title|script|style|iframe|object|textarea|video|audio|section|h[1-6]|sup|sub|ul|ol)(?<attributes>(\s[^<>]*)?)/>""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex EmptyElement();
}
