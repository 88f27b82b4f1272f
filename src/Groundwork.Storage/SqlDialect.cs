namespace Groundwork.Storage;

/// <summary>
/// The only place where SQL differs between databases. Rooms write the common subset (named parameters <c>@name</c>, UPSERT,
/// RETURNING) and these words: <c>{bytes}</c>, <c>{text}</c>, <c>{long}</c>, <c>{serial}</c>.
/// </summary>
public sealed class SqlDialect
{
    /// <summary>SQLite 3.35 or newer.</summary>
    public static readonly SqlDialect Sqlite = new("sqlite", bytes: "blob", text: "text", integer: "integer", serial: "integer primary key autoincrement");

    private readonly (string Word, string Sql)[] _words;

    private SqlDialect(string name, string bytes, string text, string integer, string serial)
    {
        Name = name;
        _words = [("{bytes}", bytes), ("{text}", text), ("{long}", integer), ("{serial}", serial)];
    }

    /// <summary>Name of the database.</summary>
    public string Name { get; }

    /// <summary>Replaces the dialect words of a statement.</summary>
    public string Expand(string sql)
    {
        foreach (var (word, replacement) in _words)
            sql = sql.Replace(word, replacement, StringComparison.Ordinal);
        return sql;
    }
}
