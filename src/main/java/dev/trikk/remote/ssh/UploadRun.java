package dev.trikk.remote.ssh;

import dev.trikk.remote.Outcome;
import dev.trikk.remote.Outcome.Status;
import dev.trikk.remote.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** One file on its way: written beside its target, checked, and renamed over it. */
final class UploadRun {
    private static final int OWNER_ONLY = 0600;

    private final SshSessions sessions;
    private final Destination destination;
    private final Upload upload;
    private final Deadline deadline;
    private final long started = System.nanoTime();
    private final String part;

    UploadRun(SshSessions sessions, Destination destination, Upload upload) {
        this.sessions = sessions;
        this.destination = destination;
        this.upload = upload;
        deadline = Deadline.after(upload.deadline().plus(sessions.settings().grace()));
        part = upload.target() + ".part-" + UUID.randomUUID();
    }

    /** Transfers it and waits; when interrupted, leaves the thread interrupted. */
    Outcome outcome() {
        if (!Files.isReadable(upload.file())) {
            return failed("the file " + upload.file() + " cannot be read here");
        }
        try {
            return sessions.use(destination, deadline, this::open, this::put);
        } catch (NotRun e) {
            return Outcome.without(e.status(), e.getMessage(), elapsed());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.without(Status.UNREACHABLE, "interrupted before the file was sent", elapsed());
        }
    }

    private SftpClient open(ClientSession session) throws IOException {
        return SftpClientFactory.instance().createSftpClient(session);
    }

    private Outcome put(SftpClient sftp) {
        Future<?> ending =
                sessions.endAt(deadline, () -> sftp.getClientChannel().close(true));
        try (sftp) {
            return transfer(sftp);
        } catch (IOException e) {
            return broken(e);
        } finally {
            ending.cancel(false);
        }
    }

    private Outcome transfer(SftpClient sftp) throws IOException {
        try {
            write(sftp);
            long size = Files.size(upload.file());
            long arrived = sftp.stat(part).getSize();
            if (arrived != size) {
                sftp.remove(part);
                return failed(arrived + " of " + size + " bytes arrived at " + destination + ":" + upload.target());
            }
            rename(sftp);
            return Outcome.ok(size + " bytes in " + upload.target(), elapsed());
        } catch (SftpException e) {
            removeQuietly(sftp);
            return failed(explain(e));
        }
    }

    private void write(SftpClient sftp) throws IOException {
        // no buffer size of our own: with 256 KiB sshd closes the channel
        try (OutputStream remote = sftp.write(part, OpenMode.Write, OpenMode.Create, OpenMode.Exclusive)) {
            sftp.setStat(part, new Attributes().perms(OWNER_ONLY));
            Files.copy(upload.file(), remote);
        }
    }

    private void rename(SftpClient sftp) throws IOException {
        OpenSSHPosixRenameExtension extension = sftp.getExtension(OpenSSHPosixRenameExtension.class);
        if (extension != null && extension.isSupported()) {
            extension.posixRename(part, upload.target());
            return;
        }
        try {
            sftp.remove(upload.target());
        } catch (SftpException e) {
            if (e.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
                throw e;
            }
        }
        sftp.rename(part, upload.target());
    }

    private void removeQuietly(SftpClient sftp) {
        try {
            sftp.remove(part);
        } catch (IOException e) {
            // it was never created, or the connection is gone: the outcome tells already what went wrong
        }
    }

    private String explain(SftpException e) {
        String where = destination + ":" + upload.target();
        return switch (e.getStatus()) {
            case SftpConstants.SSH_FX_NO_SUCH_FILE -> "the folder of " + where + " does not exist";
            case SftpConstants.SSH_FX_PERMISSION_DENIED -> "no right to write " + where;
            default -> "cannot write " + where + ": " + e.getMessage();
        };
    }

    private Outcome broken(IOException e) {
        if (deadline.isOver()) {
            return Outcome.without(
                    Status.TIMED_OUT,
                    "not transferred within " + deadline.whole().toSeconds() + " s",
                    elapsed());
        }
        return Outcome.without(Status.LOST, "the transfer to " + destination + " broke: " + e.getMessage(), elapsed());
    }

    private Outcome failed(String why) {
        return new Outcome(Status.FAILED, 1, "", why, elapsed());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
