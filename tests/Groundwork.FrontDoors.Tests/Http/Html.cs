namespace Groundwork.FrontDoors.Tests.Http;

/// <summary>Reads pages of ours without a parser: what stands between two strings.</summary>
internal static class Html
{
    public static string? Between(string page, string before, string after) => AllBetween(page, before, after).FirstOrDefault();

    public static IEnumerable<string> AllBetween(string page, string before, string after)
    {
        for (var at = page.IndexOf(before, StringComparison.Ordinal); at >= 0; at = page.IndexOf(before, at, StringComparison.Ordinal))
        {
            var start = at + before.Length;
            at = page.IndexOf(after, start, StringComparison.Ordinal);
            if (at < 0) yield break;
            yield return System.Net.WebUtility.HtmlDecode(page[start..at]);
        }
    }

    /// <summary>The marked words of a document page.</summary>
    public static string Marked(string page) =>
        string.Concat(AllBetween(page.Replace("<mark id=\"cited\" tabindex=\"-1\">", "<mark>", StringComparison.Ordinal), "<mark>", "</mark>"));

    /// <summary>The secret of the forms of a page.</summary>
    public static string Token(string page) => Between(page, "name=\"__RequestVerificationToken\" value=\"", "\"")!;
}
