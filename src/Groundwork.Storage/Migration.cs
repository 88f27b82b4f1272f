namespace Groundwork.Storage;

/// <summary>One step of a room's schema, run once, in order of version.</summary>
/// <param name="Room">The room whose tables it makes, like <c>knowledge</c>.</param>
/// <param name="Version">1, 2, 3 … without gaps within a room.</param>
/// <param name="Name">What it does, for the version table.</param>
/// <param name="Sql">Statements in the common dialect, see <see cref="SqlDialect"/>.</param>
public sealed record Migration(string Room, int Version, string Name, string Sql);
