namespace Groundwork.Language.Words;

/// <summary>The letters and syllables of Korean.</summary>
internal static class Hangul
{
    public static bool Contains(char c) => c is (>= '\uAC00' and <= '\uD7A3') or (>= '\u1100' and <= '\u11FF') or (>= '\u3131' and <= '\u318E')
        or (>= '\uA960' and <= '\uA97C') or (>= '\uD7B0' and <= '\uD7FB') or (>= '\uFFA0' and <= '\uFFDC');
}
