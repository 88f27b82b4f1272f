using Npgsql;

namespace Groundwork.Sources.Sql;

/// <summary>Ways to write where a PostgreSQL database is.</summary>
internal static class PostgresText
{
    /// <summary>The connection string as it may be shown.</summary>
    /// <exception cref="SourceException">It is none, or holds a password.</exception>
    public static string WithoutSecret(string text)
    {
        var settings = Parse(text, "The text");
        if (settings.Password is { Length: > 0 } || settings.SslPassword is { Length: > 0 } || settings.Passfile is { Length: > 0 })
            throw new SourceException(SourceFailure.BadSpecification, "The connection string holds a password, which must not be kept. Put the whole string into an environment variable and name it with env:NAME.");
        return settings.ConnectionString;
    }

    /// <summary>The settings that a text holds: <c>Host=…;Database=…</c> or <c>postgres://user:password@host/database</c>.</summary>
    /// <param name="text">The text. Never repeated in a message.</param>
    /// <param name="what">What the text is, for the message.</param>
    /// <exception cref="SourceException">It is none of these.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text, string what)
    {
        try
        {
            var settings = text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal) ? OfUrl(new Uri(text)) : new NpgsqlConnectionStringBuilder(text);
            if (!string.IsNullOrEmpty(settings.Host)) return settings;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Told below without its cause, which quotes the text.
        }

        throw new SourceException(SourceFailure.BadSpecification, $"{what} is no PostgreSQL connection string. Write \"Host=…;Database=…;Username=…\" or \"postgres://user@host/database\".");
    }

    private static NpgsqlConnectionStringBuilder OfUrl(Uri url)
    {
        var person = url.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder { Host = url.Host, Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')), Username = Uri.UnescapeDataString(person[0]) };
        if (!url.IsDefaultPort && url.Port > 0) settings.Port = url.Port;
        if (person.Length == 2) settings.Password = Uri.UnescapeDataString(person[1]);
        foreach (var setting in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = setting.Split('=', 2);
            if (parts[0] is "sslmode" && parts.Length == 2) settings.SslMode = Enum.Parse<SslMode>(parts[1].Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        }

        return settings;
    }
}
