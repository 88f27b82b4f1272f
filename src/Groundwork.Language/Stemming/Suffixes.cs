using System.Runtime.CompilerServices;

namespace Groundwork.Language.Stemming;

/// <summary>A set of suffixes in groups; finds the longest one a word ends with, which is how every rule of Snowball chooses.</summary>
internal sealed class Suffixes
{
    private readonly (string Text, int Group)[] _longestFirst;

    /// <summary>Makes the set.</summary>
    /// <param name="groups">Suffixes separated by spaces; the index of the string is the group's number.</param>
    public Suffixes(params ReadOnlySpan<string> groups)
    {
        var all = new List<(string Text, int Group)>();
        for (var group = 0; group < groups.Length; group++)
            foreach (var text in groups[group].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                all.Add((text, group));
        _longestFirst = [.. all.OrderByDescending(s => s.Text.Length)];
    }

    /// <summary>The longest suffix of <paramref name="word"/> that begins at or after <paramref name="from"/>.</summary>
    /// <returns>False when none matches; then group is -1 and length 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Find(StemWord word, int from, out int group, out int length)
    {
        if (word.Length > 0)
        {
            var last = word[word.Length - 1];
            foreach (var (text, number) in _longestFirst)
            {
                if (text[^1] != last || !word.EndsWith(text, from)) continue;
                group = number;
                length = text.Length;
                return true;
            }
        }

        group = -1;
        length = 0;
        return false;
    }
}
