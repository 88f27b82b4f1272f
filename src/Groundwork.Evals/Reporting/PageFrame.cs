using System.Security.Cryptography;
using System.Text;

namespace Groundwork.Evals.Reporting;

/// <summary>The frame of a page that stands alone. Its policy allows the one style sheet it holds, by its hash, and nothing else: no script, image, font or connection.</summary>
internal static class PageFrame
{
    private static readonly Lazy<string> s_css = new(ReadCss);

    public static string Css => s_css.Value;

    public static void Begin(HtmlText html, string title)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)));
        html.Raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\">\n");
        html.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        html.Element("title", null, title).Raw("\n<style>").Raw(Css).Raw("</style>\n</head>\n<body class=\"gw-page\">\n<main class=\"gw-report\">\n");
    }

    public static void End(HtmlText html) => html.Raw("</main>\n</body>\n</html>\n");

    private static string ReadCss()
    {
        using var stream = typeof(PageFrame).Assembly.GetManifestResourceStream("Groundwork.Evals.Reporting.report.css") ?? throw new InvalidOperationException("The style sheet of reports is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
