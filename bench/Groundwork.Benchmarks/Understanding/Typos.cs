namespace Groundwork.Benchmarks.Understanding;

/// <summary>Questions with one slip each: a letter left out, doubled or replaced, or two exchanged, behind the first letter of one word of five letters or more.</summary>
internal static class Typos
{
    public static string In(string text, int seed)
    {
        var random = new Random(seed);
        var words = text.Split(' ');
        int[] long5 = [.. Enumerable.Range(0, words.Length).Where(i => words[i].Length >= 5 && words[i].All(char.IsLetter) && words[i].Any(char.IsLower) && words[i][0] < '\u3000')];
        if (long5.Length == 0) return text;
        var chosen = long5[random.Next(long5.Length)];
        var word = words[chosen];
        var at = random.Next(1, word.Length - 1);
        words[chosen] = random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            2 => string.Concat(word.AsSpan(0, at), word.AsSpan(random.Next(word.Length), 1), word.AsSpan(at + 1)),
            _ => string.Concat(word.AsSpan(0, at), word.AsSpan(at + 1, 1), word.AsSpan(at, 1), word.AsSpan(at + 2)),
        };
        return string.Join(' ', words);
    }
}
