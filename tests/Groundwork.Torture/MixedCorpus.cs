using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Groundwork.TestKit.Hostile;
using Groundwork.TestKit.Samples;

namespace Groundwork.Torture;

/// <summary>A generated folder of files in every format that can be generated, and hostile ones among them. The same seed makes the same bytes.</summary>
internal sealed class MixedCorpus(int seed, int files, int hostile)
{
    private const int SpoiltKinds = 6;

    private readonly Random _random = new(seed);

    /// <summary>Writes the folder.</summary>
    /// <returns>How many of the files are hostile.</returns>
    public int Write(string folder)
    {
        for (var i = 0; i < files - hostile; i++)
        {
            var (name, bytes) = FileOf(i);
            Put(folder, name, bytes);
        }

        var known = HostileFiles.All.Take(hostile).ToList();
        foreach (var file in known) Put(folder, $"hostile/{file.Name}", file.Make());
        for (var i = known.Count; i < hostile; i++)
        {
            var (name, bytes) = SpoiltFile(i);
            Put(folder, name, bytes);
        }

        return hostile;
    }

    private (string Name, byte[] Bytes) FileOf(int number)
    {
        var tongue = Tongue.All[number % Tongue.All.Count];
        var name = string.Create(CultureInfo.InvariantCulture, $"{tongue.Code}/{number:D4} {tongue.ContentWord(_random)}");
        var paragraphs = Enumerable.Range(0, _random.Next(2, 12)).Select(_ => tongue.Paragraph(_random)).ToArray();
        var heading = $"{tongue.ContentWord(_random)} {Corpus.MarkerOf(number)}";
        return (number % 10) switch
        {
            0 or 1 or 2 => ($"{name}.md", Utf8($"# {heading}\n\n{string.Join("\n\n", paragraphs)}\n")),
            3 or 4 => ($"{name}.txt", Utf8($"{string.Join("\n\n", paragraphs)}\n\n{Corpus.MarkerOf(number)}\n")),
            5 or 6 => ($"{name}.html", Utf8($"<!DOCTYPE html><html lang=\"{tongue.Code}\"><head><meta charset=\"utf-8\"><title>{heading}</title></head><body><h1>{heading}</h1>{string.Concat(paragraphs.Select(p => $"<p>{WebUtility.HtmlEncode(p)}</p>"))}</body></html>")),
            7 => ($"{name}.csv", Utf8("number,word,sentence\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"{row.ToString(CultureInfo.InvariantCulture)},{tongue.ContentWord(_random)},\"{tongue.Sentence(_random).Replace('"', '\'')}\"\n")))),
            8 => ($"{name}.jsonl", Utf8(string.Concat(Enumerable.Range(0, 5).Select(i => JsonSerializer.Serialize(new { id = string.Create(CultureInfo.InvariantCulture, $"record {number}.{i}"), title = heading, text = tongue.Paragraph(_random) }) + "\n")))),
            _ => number % 20 == 9 ? ($"{name}.docx", SampleDocx.Of(heading, paragraphs)) : ($"{name}.pdf", PlainPdf.Of([heading, .. paragraphs])),
        };
    }

    private (string Name, byte[] Bytes) SpoiltFile(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"hostile/spoilt {number:D2}");
        var tongue = Tongue.All[number % Tongue.All.Count];
        return (number % SpoiltKinds) switch
        {
            0 => ($"{name} empty.md", []),
            1 => ($"{name} cut off.docx", Half(SampleDocx.Of("Cut off", tongue.Paragraph(_random)))),
            2 => ($"{name} bytes.txt", Noise(10_000)),
            3 => ($"{name} one line.txt", Utf8(string.Concat(Enumerable.Range(0, 20_000).Select(_ => tongue.ContentWord(_random))))),
            4 => ($"{name} nested.html", Utf8(string.Concat(Enumerable.Repeat("<div><b>", 20_000)) + tongue.Sentence(_random))),
            _ => ($"{name} noise.pdf", [.. "%PDF-1.7\n"u8, .. Noise(5_000)]),
        };
    }

    private byte[] Noise(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Half(byte[] bytes) => bytes[..(bytes.Length / 2)];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static void Put(string folder, string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
