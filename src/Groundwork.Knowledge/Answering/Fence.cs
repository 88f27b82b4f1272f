namespace Groundwork.Knowledge.Answering;

/// <summary>Marks where a text of others begins and ends in a prompt, with marks that do not stand in it.</summary>
internal static class Fence
{
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
