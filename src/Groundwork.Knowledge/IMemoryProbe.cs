namespace Groundwork.Knowledge;

/// <summary>Looks at how much memory is left.</summary>
public interface IMemoryProbe
{
    /// <summary>What is short of memory, in words for people; null while there is enough. Takes microseconds.</summary>
    string? Shortage();
}
