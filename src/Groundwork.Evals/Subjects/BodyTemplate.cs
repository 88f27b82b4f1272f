using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Groundwork.Evals.Subjects;

/// <summary>
/// A text with places for a sample: <c>{{input}}</c>, <c>{{id}}</c>, <c>{{a variable}}</c>, and as JSON <c>{{variables}}</c> and <c>{{history}}</c>. One pass: what is filled in is never looked at again.
/// </summary>
internal sealed class BodyTemplate
{
    private const string Open = "{{";
    private const string Close = "}}";

    private readonly List<(string Text, string? Place)> _parts = [];

    public BodyTemplate(string template)
    {
        var at = 0;
        while (true)
        {
            var open = template.IndexOf(Open, at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : template.IndexOf(Close, open, StringComparison.Ordinal);
            if (close < 0) break;
            _parts.Add((template[at..open], template[(open + Open.Length)..close].Trim()));
            at = close + Close.Length;
        }

        _parts.Add((template[at..], null));
    }

    /// <summary>Fills the template as a JSON text: values are escaped for a place between quotes.</summary>
    /// <exception cref="FormatException">A place names nothing the sample has.</exception>
    public string FillJson(Sample sample) => Fill(sample, text => Encoder.Encode(text));

    /// <summary>Fills the template as it stands.</summary>
    /// <exception cref="FormatException">A place names nothing the sample has.</exception>
    public string FillText(Sample sample) => Fill(sample, text => text);

    private static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Fills the template; each value passes through a function.</summary>
    /// <exception cref="FormatException">A place names nothing the sample has.</exception>
    public string Fill(Sample sample, Func<string, string> escape)
    {
        var filled = new StringBuilder();
        foreach (var (text, place) in _parts)
        {
            filled.Append(text);
            if (place is not null) filled.Append(ValueOf(sample, place, escape));
        }

        return filled.ToString();
    }

    private static string ValueOf(Sample sample, string place, Func<string, string> escape) => place switch
    {
        "input" => escape(sample.Input),
        "id" => escape(sample.Id),
        "variables" => Json(writer =>
        {
            writer.WriteStartObject();
            foreach (var (name, value) in sample.Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal)) writer.WriteString(name, value);
            writer.WriteEndObject();
        }),
        "history" => Json(writer =>
        {
            writer.WriteStartArray();
            foreach (var turn in sample.Before)
            {
                writer.WriteStartObject();
                writer.WriteString("role", turn.Role);
                writer.WriteString("content", turn.Text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }),
        _ => sample.Variables.TryGetValue(place, out var value)
            ? escape(value)
            : throw new FormatException($"The template has a place for \"{place}\", and the sample \"{sample.Id}\" has no such variable. There are input, id, variables, history and the sample's own: {string.Join(", ", sample.Variables.Keys.Order(StringComparer.Ordinal))}."),
    };

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Encoder })) write(writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
