using Groundwork.Knowledge.Understanding;

namespace Groundwork.Knowledge.Answering;

/// <summary>Marks where a text of others begins and ends in a prompt, with marks that do not stand in it.</summary>
internal static class Fence
{
    private const int MostTitleCharacters = 200;

    /// <summary>The title of a passage's document on one line, for a place within the marks: a document's author writes it.</summary>
    public static string TitleOf(Passage passage) => ContentWords.Head(passage.Title.ReplaceLineEndings(" "), MostTitleCharacters);

    public static string Around(string text)
    {
        var width = 3;
        for (var run = 0; run < text.Length;)
        {
            var c = text[run];
            var end = run + 1;
            while (end < text.Length && text[end] == c) end++;
            if (c is '<' or '>') width = Math.Max(width, end - run + 1);
            run = end;
        }

        return $"{new string('<', width)}\n{text}\n{new string('>', width)}";
    }
}
