using System.Globalization;
using System.Text;

namespace Groundwork.Sources.Git;

/// <summary>A commit.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Author">Who wrote it, without the address.</param>
/// <param name="Committed">When it was committed.</param>
internal sealed record GitCommit(string Hash, string Author, DateTimeOffset? Committed)
{
    /// <summary>Reads a commit object as <c>git cat-file commit</c> prints it; what is missing or odd is left empty.</summary>
    public static GitCommit Parse(string hash, byte[] content)
    {
        string author = "";
        DateTimeOffset? committed = null;
        using var lines = new StringReader(Encoding.UTF8.GetString(content));
        while (lines.ReadLine() is { Length: > 0 } line)
        {
            if (line.StartsWith("author ", StringComparison.Ordinal)) author = NameOf(line["author ".Length..]);
            else if (line.StartsWith("committer ", StringComparison.Ordinal)) committed ??= TimeOf(line);
        }

        return new GitCommit(hash, author, committed);
    }

    private static string NameOf(string person)
    {
        var address = person.IndexOf('<', StringComparison.Ordinal);
        return (address < 0 ? person : person[..address]).Trim();
    }

    // "committer NAME <ADDRESS> SECONDS ZONE"
    private static DateTimeOffset? TimeOf(string line)
    {
        var words = line[(line.LastIndexOf('>') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
    }
}
