namespace Groundwork.Sources.Tests.Sql;

/// <summary>A fact that needs PostgreSQL; skipped by name on a machine that does not have it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresServer.Programs is null) Skip = "PostgreSQL is not on this machine.";
    }
}
