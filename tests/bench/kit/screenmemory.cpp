// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "screenmemory.h"

#include "programs.h"

#include <QDir>
#include <QFile>
#include <QtEndian>

#include <sys/mman.h>

#include <chrono>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Atoll::Bench {
namespace {

// Big-endian words; behind them the screen's name, then colours of 12 octets, then the picture.
constexpr qsizetype kHeaderWords = 25;
constexpr size_t kHeaderSize = 0;
constexpr size_t kWidth = 4;
constexpr size_t kHeight = 5;
constexpr size_t kBytesPerLine = 12;
constexpr size_t kColours = 19;
constexpr size_t kColourSize = 12;

constexpr std::chrono::milliseconds kLook{4};
constexpr int kEveryLine = 16; //!< looked at: looking must not cost what it measures

} // namespace

ScreenMemory::ScreenMemory(const QString &folder)
{
    QFile file(QDir(folder).filePath(u"Xvfb_screen0"_s));
    if (!file.open(QIODevice::ReadOnly) || file.size() < kHeaderWords * 4)
        return;
    m_size = size_t(file.size());
    void *memory = ::mmap(nullptr, m_size, PROT_READ, MAP_SHARED, file.handle(), 0);
    if (memory == MAP_FAILED)
        return;
    m_memory = static_cast<const uchar *>(memory);
    const auto word = [this](size_t at) {
        return size_t(qFromBigEndian<quint32>(m_memory + at * 4));
    };
    m_width = int(word(kWidth));
    m_height = int(word(kHeight));
    m_bytesPerLine = word(kBytesPerLine);
    m_picture = word(kHeaderSize) + word(kColours) * kColourSize;
}

ScreenMemory::~ScreenMemory()
{
    if (m_memory)
        ::munmap(const_cast<uchar *>(m_memory), m_size);
}

const quint32 *ScreenMemory::line(int y) const
{
    return reinterpret_cast<const quint32 *>(m_memory + m_picture + size_t(y) * m_bytesPerLine);
}

ScreenWatch::ScreenWatch(const QString &folder)
    : m_memory(folder)
{
    if (m_memory.isOpen())
        m_thread = std::thread([this] { look(); });
}

ScreenWatch::~ScreenWatch()
{
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
}

qint64 ScreenWatch::lastChangeUs(double share)
{
    const std::scoped_lock lock(m_mutex);
    for (const Change &change : std::views::reverse(m_changes)) {
        if (change.share > share)
            return change.atUs;
    }
    return 0;
}

void ScreenWatch::look()
{
    const auto width = size_t(m_memory.width());
    std::vector<quint32> before(width * size_t(m_memory.height() / kEveryLine + 1));
    const auto compare = [&] {
        size_t changed = 0;
        quint32 *old = before.data();
        for (int y = 0; y < m_memory.height(); y += kEveryLine, old += width) {
            const quint32 *now = m_memory.line(y);
            for (size_t x = 0; x < width; ++x) {
                changed += old[x] != now[x];
                old[x] = now[x];
            }
        }
        return double(changed) / double(before.size());
    };
    compare();
    while (!m_stop) {
        const double share = compare();
        if (share > 0) {
            const std::scoped_lock lock(m_mutex);
            m_changes.push_back({nowUs(), share});
        }
        std::this_thread::sleep_for(kLook);
    }
}

} // namespace Atoll::Bench
