using System.Xml;
using Groundwork.Documents.Readers.Packages;

namespace Groundwork.Documents.Readers.Books;

/// <summary>The table of contents of a book: what its files are called there. One that cannot be read costs only the names.</summary>
internal static class EpubContents
{
    /// <summary>Title and level from 1 for each file that the table names; the first name of a file counts.</summary>
    public static Dictionary<string, (string Title, int Level)> Read(Package package, EpubPackage book)
    {
        var titles = new Dictionary<string, (string Title, int Level)>(StringComparer.Ordinal);
        try
        {
            if (book.Navigation is { } navigation) ReadNavigation(package, navigation, titles);
            if (book.Ncx is { } ncx) ReadNcx(package, ncx, titles);
        }
        catch (XmlException)
        {
            // Names of HTML entities are common here, and the titles are a help, not the text.
        }

        return titles;
    }

    private static void ReadNavigation(Package package, string path, Dictionary<string, (string Title, int Level)> titles)
    {
        using var xml = package.OpenXml(path, skipsDocumentType: true);
        while (xml is not null && xml.ReadToStart())
        {
            if (xml.Name is not "nav" || xml["type"] is not (null or "toc") || !xml.Enter(out var depth)) continue;
            var level = 0;
            while (xml.ReadInside(depth))
            {
                if (xml.Name is "ol") level += xml.IsStart ? 1 : -1;
                else if (xml.IsStart && xml.Name is "a" && xml["href"] is { } href) Add(titles, path, href, xml.AllText(), level);
            }
        }
    }

    private static void ReadNcx(Package package, string path, Dictionary<string, (string Title, int Level)> titles)
    {
        using var xml = package.OpenXml(path, skipsDocumentType: true);
        var level = 0;
        var title = "";
        while (xml is not null && xml.Read())
        {
            if (xml.Name is "navPoint") level += xml.IsStart ? 1 : xml.IsEnd ? -1 : 0;
            else if (xml.IsStart && xml.Name is "text" && level > 0) title = xml.AllText();
            else if (xml.IsStart && xml.Name is "content" && level > 0 && xml["src"] is { } source) Add(titles, path, source, title, level);
        }
    }

    private static void Add(Dictionary<string, (string Title, int Level)> titles, string path, string reference, string title, int level)
    {
        var text = string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var target = PackagePath.Resolve(path[..(path.LastIndexOf('/') + 1)], reference.Split('#')[0]);
        if (text.Length > 0 && target is { Length: > 0 }) titles.TryAdd(target, (text, Math.Clamp(level, 1, 6)));
    }
}
