using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Groundwork.Documents.Canonical;
using Groundwork.Language;

namespace Groundwork.Documents.Readers.Web;

/// <summary>HTML becomes the readable text of its main content; menus, scripts and hidden parts are left out.</summary>
internal sealed class HtmlReader(ReadingLimits limits) : IDocumentReader
{
    public FormatDescription Format { get; } = new(
        "HTML", [MediaTypes.Html, MediaTypes.Xhtml], "line, anchor",
        """
        The content of `main` or `article` is preferred. Menus, headers, footers, forms, scripts and hidden parts are left out (but for hidden sections with a heading, which scripts show), as long as
        substantial text remains. A page without such marks loses the link lists around its content, found by link density and words per block
        (Kohlschütter, Fankhauser and Nejdl 2010); nothing between the first and the last paragraph of the content is ever dropped. Tables keep
        header rows, a cell over several rows is repeated in each; footnote marks become `[1]`; readings of ruby stand in parentheses. The
        encoding comes from the byte order mark or the page's own declaration, the language from `lang`, author, dates, keywords and description
        from `meta` elements and JSON-LD. The title is `title`, or `h1` where `title` only adds the name of the site.
        """);

    public string Fingerprint => "html-3";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        var decoded = TextDecoding.Decode(bytes.Span, source.Path, HtmlCharset.Declared(bytes.Span));
        var markup = decoded.Text;
        using var page = HtmlMarkup.Parse(ref markup, source.Path, cancellationToken);
        var builder = new DocumentBuilder(source);
        builder.Note(decoded.Notes);
        if (page.QuerySelectorAll("[hidden]").Any(HtmlChrome.HoldsSection)) builder.Note("Sections that the page hides until a script shows them were read.");
        var root = MainContent(page);
        new HtmlWriter(markup, 1, builder, HtmlChrome.For(root, cancellationToken), cancellationToken).Write(root);
        var about = HtmlMetadata.Of(page);
        about.KeepIn(builder);
        return builder.Build(about.Title(page.Title, root), Language(page.DocumentElement), WhyEmpty(page, source.Path));
    }

    private static IElement MainContent(IHtmlDocument page)
    {
        foreach (var selector in (ReadOnlySpan<string>)["main, [role=main]", "article"])
        {
            var found = page.QuerySelectorAll(selector).Where(element => !HtmlChrome.IsHidden(element)).ToList();
            // Several articles are a list of them; then the page is the content.
            if (found.Count == 1 && HtmlChrome.Nothing.VisibleCharacters(found[0]) > 0) return found[0];
        }

        return page.Body ?? page.DocumentElement;
    }

    private static LanguageCode? Language(IElement html)
    {
        var code = LanguageCode.FromTag(html.GetAttribute("lang") ?? html.GetAttribute("xml:lang"));
        return code != LanguageCode.Undetermined && code.Code.Length is 2 or 3 && code.Code.All(char.IsAsciiLetterLower) ? code : null;
    }

    private static string? WhyEmpty(IHtmlDocument page, string path)
    {
        var frames = page.QuerySelectorAll("frame[src], iframe[src]").Select(frame => frame.GetAttribute("src")).Take(5).ToList();
        return frames.Count == 0 ? null : $"\"{path}\" holds no text of its own, only frames. Read the framed pages instead: {string.Join(", ", frames)}.";
    }
}
