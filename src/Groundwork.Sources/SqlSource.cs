using System.Runtime.CompilerServices;
using Groundwork.Language;
using Groundwork.Sources.Spooling;
using Groundwork.Sources.Sql;

namespace Groundwork.Sources;

/// <summary>The rows of one query over PostgreSQL or SQLite: each row is a record of its own.</summary>
/// <remarks>
/// A row is handed on as a line of <c>application/jsonl</c>: the key, the title, the texts, and the other columns as values. Its version is the hash of that
/// line. The query runs to its end before the first row is handed on, so that the database is not kept waiting; memory holds keys and hashes only.
/// </remarks>
public sealed class SqlSource : ISource
{
    private readonly SqlPlace _place;
    private readonly SqlOptions _options;
    private readonly SqlAccess _access;
    private readonly string _query;
    private readonly string _prefix;

    /// <param name="database"><c>sqlite:FILE</c>, a PostgreSQL connection string without its password, or <c>env:NAME</c> for an environment variable that holds all of it.</param>
    /// <param name="options">The query and its columns.</param>
    /// <param name="access">Clock, secrets and a folder.</param>
    /// <exception cref="SourceException">The database, the query or an option cannot be used.</exception>
    public SqlSource(string database, SqlOptions options, SqlAccess access)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(access);
        (_options, _access) = (options, access);
        _place = SqlPlace.Parse(database);
        _query = SqlStatement.One(options.Query);
        if (options.Name.Length is 0 or > 100 || options.Name.Contains('/', StringComparison.Ordinal) || options.Name.Any(char.IsControl)) throw new SourceException(SourceFailure.BadSpecification, $"\"{options.Name}\" is no name for a source of rows. Use 1 to 100 characters without \"/\".");
        if (options.Text.Count == 0) throw new SourceException(SourceFailure.BadSpecification, "No column of text was named. Name at least one with --text.");
        if (options.Timeout <= TimeSpan.Zero) throw new SourceException(SourceFailure.BadSpecification, $"A query needs time; {options.Timeout} is none.");
        _prefix = $"sql:{options.Name}/";
        Identity = $"sql:{options.Name} {_place.Identity} key={options.Key} text={string.Join(',', options.Text)} title={options.Title} type={options.MediaType} query={ContentHash.OfText(_query).Short(16)}";
    }

    /// <inheritdoc/>
    public string Kind => "sql";

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public bool Covers(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length > _prefix.Length && path.StartsWith(_prefix, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ListAsync(IReadOnlyDictionary<string, string> known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(known);
        var spool = ItemSpool.In(_access.SpoolFolder);
        var items = new Dictionary<string, SourceItem>(StringComparer.Ordinal);
        SqlRow? columns = null;
        await _place.ReadAsync(_query, _access, _options.Timeout, async (reader, isRow) =>
        {
            columns ??= new SqlRow(_options, reader);
            if (isRow) await TakeAsync(reader, columns, known, spool, items, cancellationToken);
        }, cancellationToken);
        foreach (var item in items.Values.OrderBy(item => item.Path, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    private async Task TakeAsync(System.Data.Common.DbDataReader row, SqlRow columns, IReadOnlyDictionary<string, string> known, ItemSpool spool, Dictionary<string, SourceItem> items, CancellationToken cancellationToken)
    {
        var key = columns.KeyOf(row, items.Count + 1);
        var path = _prefix + key;
        var record = columns.Record(row, key);
        var version = ContentHash.Of(record).Hex;
        SourceItem item;
        if (record.Length > _options.MaxRowBytes) item = new SourceItem.Skipped(path, FormattableString.Invariant($"The row has {record.Length} bytes; this source takes rows of at most {_options.MaxRowBytes}."));
        else if (string.Equals(known.GetValueOrDefault(path), version, StringComparison.Ordinal)) item = new SourceItem.Unchanged(path);
        else item = new SourceItem.Present(path, $"{_options.Name}/{key}", await spool.PutAsync(record, cancellationToken)) { Bytes = record.Length, MediaType = "application/jsonl", Version = version };
        if (!items.TryAdd(path, item))
            throw new SourceException(SourceFailure.BadSpecification, $"Two rows have the key \"{key}\" in the column \"{_options.Key}\". Choose a column that tells all rows apart.");
    }
}
