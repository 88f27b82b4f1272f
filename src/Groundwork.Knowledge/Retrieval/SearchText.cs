namespace Groundwork.Knowledge.Retrieval;

/// <summary>What means something to a search beside the words: quotes around a phrase, <c>*</c> and <c>~</c> behind a word.</summary>
internal static class SearchText
{
    /// <summary>Whether somebody wrote such a sign.</summary>
    public static bool HasSigns(string text) => text.AsSpan().ContainsAny('"', '*', '~');

    /// <summary>The text without them: what a model wrote is words alone.</summary>
    public static string Plain(string text) => string.Join(' ', text.Split(['"', '*', '~', ' '], StringSplitOptions.RemoveEmptyEntries));
}
