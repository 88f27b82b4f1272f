using System.Security.Cryptography;
using System.Text;

namespace Groundwork.Evals.Judging;

/// <summary>
/// Texts of others in a prompt, each between marks that carry a code: a keyed hash (HMAC-SHA-256, RFC 2104) of what is asked and of all the texts together. Without the key nobody can compute it;
/// with an empty key nobody can yet write it into one of the texts, because the text would change it. The same call gets the same code, so that it can be repeated and cached.
/// </summary>
/// <param name="secret">The key; may be empty.</param>
/// <param name="purpose">What is asked, with the number of the repeat: another purpose has another code.</param>
internal sealed class Slots(string secret, string purpose)
{
    private const int CodeDigits = 16;

    private readonly List<(string Name, string Text)> _slots = [];

    /// <summary>Characters of all texts.</summary>
    public int Length { get; private set; }

    /// <summary>The code of the marks and of the verdict that belongs to them.</summary>
    public string Code { get; private set; } = "";

    public void Add(string name, string text)
    {
        _slots.Add((name, text));
        Length += text.Length;
    }

    /// <summary>All texts between their marks, with what looks like a verdict or a mark neutralised.</summary>
    public string Close()
    {
        var all = new StringBuilder().Append(purpose.Length).Append('\n').Append(purpose).Append('\n');
        foreach (var (name, text) in _slots) all.Append(name).Append('\n').Append(text.Length).Append('\n').Append(text).Append('\n');
        Code = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(all.ToString())))[..CodeDigits];
        var fenced = new StringBuilder();
        foreach (var (name, text) in _slots)
            fenced.Append("<<<").Append(name).Append(' ').Append(Code).Append('\n').Append(ForgedVerdicts.Neutralise(text)).Append('\n').Append(name).Append(' ').Append(Code).Append(">>>\n\n");
        return fenced.ToString().TrimEnd();
    }
}
