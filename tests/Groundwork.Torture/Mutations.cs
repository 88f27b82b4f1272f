using System.Text;

namespace Groundwork.Torture;

/// <summary>Ways to spoil a document.</summary>
internal static class Mutations
{
    private static readonly string[] Nests = ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "> ", "- ", "[", "{\"a\":", "(", "*", "_", "`", "<w:p>", "![", "\t", "#", "<<", "\\"];
    private static readonly string[] Bits = ["\0", "\uFEFF", "\u202E", "\uD83D", "\u0301\u0301\u0301\u0301", "]]>", "<!--", "```", "%PDF-", "\r", "\u2028", "&#xD800;", "\"", "1e999", "{}", "\u0000\u0001\u0002"];

    public static (string Name, byte[] Content) Apply(Random random, byte[] source, IReadOnlyList<byte[]> others)
    {
        var content = source;
        var names = new List<string>();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var (name, mutated) = One(random, content, others);
            names.Add(name);
            content = mutated;
        }

        return (string.Join(", ", names), content);
    }

    private static (string Name, byte[] Content) One(Random random, byte[] source, IReadOnlyList<byte[]> others)
    {
        var at = random.Next(source.Length + 1);
        switch (random.Next(11))
        {
            case 0:
                var flipped = source.ToArray();
                for (var count = flipped.Length == 0 ? 0 : random.Next(1, 40); count > 0; count--) flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                return ("bit flips", flipped);
            case 1:
                return ("truncation", source[..at]);
            case 2:
                return ("missing head", source[at..]);
            case 3:
                var other = others[random.Next(others.Count)];
                return ("splice", [.. source[..at], .. other[random.Next(other.Length)..], .. source[at..]]);
            case 4:
                return ("giant line", Insert(source, at, Encoding.UTF8.GetBytes(new string((char)random.Next(33, 0x500), random.Next(1, 1 << 18)))));
            case 5:
                var nest = Nests[random.Next(Nests.Length)];
                return ($"deep nesting of {nest}", Insert(source, at, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(nest, random.Next(1, 20_000))))));
            case 6:
                return ("strange characters", Insert(source, at, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1, 200)).Select(_ => Bits[random.Next(Bits.Length)])))));
            case 7:
                var noise = new byte[random.Next(1, 4096)];
                random.NextBytes(noise);
                return ("noise", Insert(source, at, noise));
            case 8:
                return ("repetition", [.. Enumerable.Repeat(source, random.Next(2, 30)).SelectMany(static part => part).Take(1 << 20)]);
            case 9:
                return ("another encoding", (random.Next(4) switch { 0 => Encoding.Unicode, 1 => Encoding.BigEndianUnicode, 2 => Encoding.UTF32, _ => Encoding.Latin1 }).GetBytes(Encoding.UTF8.GetString(source)));
            default:
                return ("nothing left", []);
        }
    }

    private static byte[] Insert(byte[] source, int at, byte[] piece) => [.. source[..at], .. piece, .. source[at..]];
}
