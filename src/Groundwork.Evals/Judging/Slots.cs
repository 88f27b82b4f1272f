using System.Text;
using Groundwork.Language;

namespace Groundwork.Evals.Judging;

/// <summary>
/// Texts of others in a prompt, each between marks that carry a code. The code is made of all the texts together: nobody can write it into a text, because the text would change it.
/// The same texts get the same code, so that a call can be repeated and cached.
/// </summary>
internal sealed class Slots
{
    private const int CodeDigits = 8;

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
        var all = new StringBuilder();
        foreach (var (name, text) in _slots) all.Append(name).Append('\n').Append(text.Length).Append('\n').Append(text).Append('\n');
        Code = ContentHash.OfText(all.ToString()).Short(CodeDigits);
        var fenced = new StringBuilder();
        foreach (var (name, text) in _slots)
            fenced.Append("<<<").Append(name).Append(' ').Append(Code).Append('\n').Append(ForgedVerdicts.Neutralise(text)).Append('\n').Append(name).Append(' ').Append(Code).Append(">>>\n\n");
        return fenced.ToString().TrimEnd();
    }
}
