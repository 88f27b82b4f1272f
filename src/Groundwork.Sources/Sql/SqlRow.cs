using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Groundwork.Sources.Sql;

/// <summary>Turns rows into records: one line of JSON with id, title, text and the other columns as values.</summary>
internal sealed class SqlRow
{
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly SqlOptions _options;
    private readonly string[] _names;
    private readonly int _key;
    private readonly int[] _text;
    private readonly int? _title;

    /// <param name="options">Which columns are what.</param>
    /// <param name="reader">Open, for the names of its columns.</param>
    /// <exception cref="SourceException">A column is missing or named twice.</exception>
    public SqlRow(SqlOptions options, DbDataReader reader)
    {
        _options = options;
        _names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        _key = Find(options.Key);
        _text = [.. options.Text.Select(Find)];
        _title = options.Title is { } title ? Find(title) : null;
    }

    /// <summary>The key of the current row, as text.</summary>
    /// <exception cref="SourceException">It is null or empty.</exception>
    public string KeyOf(DbDataReader row, long number) => TextOf(ValueOf(row, _key), _options.Key) is { Length: > 0 } key && !key.Any(char.IsControl)
        ? key
        : throw new SourceException(SourceFailure.BadSpecification, FormattableString.Invariant($"Row {number} has nothing usable in the key column \"{_options.Key}\". Choose a column that tells all rows apart."));

    /// <summary>The current row as one line.</summary>
    public byte[] Record(DbDataReader row, string key)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("id", $"{_options.Name}/{key}");
            if (_title is { } title && TextOf(ValueOf(row, title), _names[title]) is { Length: > 0 } named) json.WriteString("title", named);
            json.WriteString("text", string.Join("\n\n", _text.Select(column => TextOf(ValueOf(row, column), _names[column])).Where(text => !string.IsNullOrWhiteSpace(text))));
            if (_options.MediaType is { } mediaType) json.WriteString("mediaType", mediaType);
            for (var column = 0; column < _names.Length; column++)
                if (column != _key && column != _title && !_text.Contains(column)) Write(json, _names[column].ToLowerInvariant(), ValueOf(row, column));
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    // A value that has no counterpart here, like the number NaN of PostgreSQL, counts as none.
    private static object ValueOf(DbDataReader row, int column)
    {
        try
        {
            return row.GetValue(column);
        }
        catch (Exception failure) when (failure is InvalidCastException or NotSupportedException or OverflowException)
        {
            return DBNull.Value;
        }
    }

    /// <exception cref="SourceException">A value has no form as text.</exception>
    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        // These names have a meaning of their own in a record.
        if (name is "" or "id" or "_id" or "title" or "text" or "lang" or "mediatype" or "vector" or "vectorbase64") return;
        switch (value)
        {
            case DBNull or byte[]: break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case double number when !double.IsFinite(number): break;
            case float number when !float.IsFinite(number): break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                json.WritePropertyName(name);
                json.WriteRawValue(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            case Array items:
                json.WriteStartArray(name);
                foreach (var item in items)
                    if (item is not null && TextOf(item, name) is { } text) json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            default:
                if (TextOf(value, name) is { } written) json.WriteString(name, written);
                break;
        }
    }

    private static string? TextOf(object value, string column) => value switch
    {
        DBNull or byte[] => null,
        string text => Whole(text),
        DateTime { Kind: DateTimeKind.Utc } at => at.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        DateTime at when at.TimeOfDay == TimeSpan.Zero => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        Array items => JsonSerializer.Serialize(items.Cast<object?>().Select(item => item is null ? null : TextOf(item, column)), s_readable),
        IConvertible or IFormattable => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ when value.ToString() is { } text && !string.Equals(text, value.GetType().ToString(), StringComparison.Ordinal) => Whole(text),
        _ => throw new SourceException(SourceFailure.BadSpecification, $"The column \"{column}\" holds values of the type {value.GetType().Name}, which have no form as text. Convert it in the query, like CAST({column} AS text)."),
    };

    // Half of a surrogate pair cannot be written as UTF-8.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private int Find(string column)
    {
        var found = Enumerable.Range(0, _names.Length).Where(i => string.Equals(_names[i], column, StringComparison.OrdinalIgnoreCase)).ToArray();
        return found.Length == 1
            ? found[0]
            : throw new SourceException(
                SourceFailure.BadSpecification,
                $"The query gives {(found.Length == 0 ? "no column" : "more than one column")} \"{column}\". Its columns: {string.Join(", ", _names)}. Name columns with --key, --text and --title, or rename them with AS.");
    }
}
