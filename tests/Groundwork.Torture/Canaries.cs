using System.Globalization;
using System.Text;

namespace Groundwork.Torture;

/// <summary>Documents each of which says a word that nobody else says.</summary>
internal sealed class Canaries
{
    private const string Letters = "bcdfghjklmnpqrstvwxz";
    private static readonly string[] Words = ["lever", "garden", "harbour", "signal", "copper", "window", "letter", "morning", "bridge", "engine", "river", "market", "winter", "paper", "shadow", "ladder"];

    private readonly string[] _names;

    public Canaries(int seed, int count)
    {
        var random = new Random(seed);
        Canary = [.. Enumerable.Range(0, count).Select(_ => "zq" + new string([.. Enumerable.Range(0, 14).Select(_ => Letters[random.Next(Letters.Length)])]))];
        _names = [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"d{i:0000}.md"))];
        Texts = [.. Enumerable.Range(0, count).Select(i => TextOf(random, Canary[i], i))];
    }

    /// <summary>The word of each document.</summary>
    public IReadOnlyList<string> Canary { get; }

    /// <summary>The text of each document.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The id of each document.</summary>
    public IReadOnlyList<string> Names => _names;

    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < _names.Length; i++) File.WriteAllText(Path.Combine(folder, _names[i]), Texts[i]);
    }

    /// <summary>Which words stand in any file below a folder, in UTF-8 or UTF-16, in small or capital letters; with the file.</summary>
    public static IReadOnlyList<string> Traces(string folder, IEnumerable<string> words)
    {
        var forms = words.SelectMany(w => new[] { w, w.ToUpperInvariant() }).SelectMany(w => new[] { (Word: w, Bytes: Encoding.UTF8.GetBytes(w)), (Word: w, Bytes: Encoding.Unicode.GetBytes(w)) }).ToArray();
        var traces = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            byte[] content;
            try
            {
                content = File.ReadAllBytes(file);
            }
            catch (FileNotFoundException)
            {
                continue; // Merged away since it was listed.
            }

            traces.AddRange(forms.Where(f => content.AsSpan().IndexOf(f.Bytes) >= 0).Select(f => $"{f.Word} in {Path.GetRelativePath(folder, file)}"));
        }

        return traces;
    }

    private static string TextOf(Random random, string canary, int number)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# Report {number}\n\n");
        for (var paragraph = 0; paragraph < 6; paragraph++)
        {
            for (var word = 0; word < 40; word++) text.Append(Words[random.Next(Words.Length)]).Append(' ');
            if (paragraph == number % 6) text.Append(canary).Append(' ');
            text.Append("ends here.\n\n");
        }

        return text.ToString();
    }
}
