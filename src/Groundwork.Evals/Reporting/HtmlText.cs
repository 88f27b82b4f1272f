namespace Groundwork.Evals.Reporting;

/// <summary>Writes HTML: own markup as it is, everything else escaped.</summary>
internal sealed class HtmlText(TextWriter writer)
{
    /// <summary>Markup of our own, never a text from outside.</summary>
    public HtmlText Raw(string markup)
    {
        writer.Write(markup);
        return this;
    }

    /// <summary>A text from outside: escaped; control characters and halves of surrogate pairs become U+FFFD.</summary>
    public HtmlText Text(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '&': writer.Write("&amp;"); break;
                case '<': writer.Write("&lt;"); break;
                case '>': writer.Write("&gt;"); break;
                case '"': writer.Write("&quot;"); break;
                case '\'': writer.Write("&#39;"); break;
                case '\n' or '\t': writer.Write(c); break;
                case '\r': break;
                case var high when char.IsHighSurrogate(high) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]):
                    writer.Write(c);
                    writer.Write(text[++i]);
                    break;
                default: writer.Write(char.IsControl(c) || char.IsSurrogate(c) ? '\ufffd' : c); break;
            }
        }

        return this;
    }

    /// <summary>An element with nothing but a text in it.</summary>
    public HtmlText Element(string name, string? classes, string text)
    {
        Raw(classes is null ? $"<{name}>" : $"<{name} class=\"{classes}\">").Text(text);
        return Raw($"</{name}>");
    }
}
