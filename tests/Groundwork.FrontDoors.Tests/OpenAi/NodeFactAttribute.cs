namespace Groundwork.FrontDoors.Tests.OpenAi;

/// <summary>A test that needs Node and its package registry; reported as skipped where there is none.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (NodeClients.Missing is { } reason) Skip = reason;
    }
}
