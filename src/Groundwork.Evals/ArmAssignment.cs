using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Groundwork.Evals;

/// <summary>Gives each key, like a user or a conversation, one of two settings: always the same, on every machine, with nothing stored. Pure.</summary>
public static class ArmAssignment
{
    /// <summary>The setting of a key. Keys are split anew for each experiment; raising the share moves keys from A to B and none back.</summary>
    /// <param name="experiment">Name of the experiment.</param>
    /// <param name="key">What is assigned: as coarse as the repeats of one person, so that observations of different keys do not hang together.</param>
    /// <param name="shareOfB">Share of keys that get B, 0..1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in 0..1.</exception>
    public static Arm Of(string experiment, string key, double shareOfB = 0.5)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(key);
        if (!(shareOfB is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(shareOfB), shareOfB, "A share lies in 0..1.");
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, experiment.Length);
        var hash = SHA256.HashData([.. length, .. Encoding.Unicode.GetBytes(experiment), .. Encoding.Unicode.GetBytes(key)]);
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53)) < shareOfB ? Arm.B : Arm.A;
    }
}
