using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Groundwork.Documents.Canonical;
using Groundwork.Language;

namespace Groundwork.Documents.Readers;

/// <summary>HTML becomes the readable text of its main content; menus, scripts and hidden parts are left out.</summary>
internal sealed class HtmlReader(ReadingLimits limits) : IDocumentReader
{
    private static readonly HtmlParserOptions s_options = new() { IsKeepingSourceReferences = true };

    public FormatDescription Format { get; } = new(
        "HTML", [MediaTypes.Html, MediaTypes.Xhtml], "line, anchor",
        """
        The content of `main` or `article` is preferred. Menus, headers, footers, forms, scripts and hidden parts are left out, as long as
        substantial text remains. The encoding comes from the byte order mark or the page's own declaration, the language from `lang`.
        """);

    public string Fingerprint => "html-1";

    public async ValueTask<Document> ReadAsync(Stream content, SourceInfo source, CancellationToken cancellationToken)
    {
        var bytes = await SourceBytes.ReadAsync(content, source.Path, limits.MaxBytes, cancellationToken);
        var decoded = TextDecoding.Decode(bytes.Span, source.Path, HtmlCharset.Declared(bytes.Span));
        cancellationToken.ThrowIfCancellationRequested();
        HtmlNesting.Check(decoded.Text, source.Path);
        using var page = new HtmlParser(s_options).ParseDocument(decoded.Text);
        cancellationToken.ThrowIfCancellationRequested();

        var builder = new DocumentBuilder(source);
        builder.Note(decoded.Notes);
        var root = MainContent(page);
        new HtmlWriter(decoded.Text, builder, HtmlChrome.For(root), cancellationToken).Write(root);
        var title = string.IsNullOrWhiteSpace(page.Title) ? page.QuerySelector("h1")?.TextContent : page.Title;
        return builder.Build(title, Language(page.DocumentElement));
    }

    private static IElement MainContent(IHtmlDocument page)
    {
        foreach (var selector in (ReadOnlySpan<string>)["main, [role=main]", "article"])
        {
            var found = page.QuerySelectorAll(selector).Where(element => !HtmlChrome.IsHidden(element)).ToList();
            // Several articles are a list of them; then the page is the content.
            if (found.Count == 1 && HtmlChrome.VisibleCharacters(found[0], HtmlChrome.Nothing) > 0) return found[0];
        }

        return page.Body ?? page.DocumentElement;
    }

    private static LanguageCode? Language(IElement html)
    {
        var code = LanguageCode.FromTag(html.GetAttribute("lang") ?? html.GetAttribute("xml:lang"));
        return code != LanguageCode.Undetermined && code.Code.Length is 2 or 3 && code.Code.All(char.IsAsciiLetterLower) ? code : null;
    }
}
